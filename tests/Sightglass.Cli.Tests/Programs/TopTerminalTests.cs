using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What <c>top</c> takes of a real terminal, and that it gives it back.</summary>
public sealed partial class TopTerminalTests : IDisposable
{
    private const string Viewer = "\0top", Quits = "q quit";
    private const string Modes = "stty -a | grep -oE -e '-?(icanon|echo|isig|icrnl) ' | tr -d '\\n'; echo ok";
    private const string UsualModes = "isig icanon echo ok";
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [TerminalTheory]
    [InlineData("sh")]
    [InlineData("bash --norc")]
    public void Control_Z_gives_the_shell_its_terminal_and_fg_shows_the_screen_again(string shell)
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        terminal.Type($"exec env PS1='$ ' {shell}");
        Show(terminal);
        for (var round = 0; round < 2; round++)
        {
            terminal.Press("C-z");
            Eventually.True(() => IsStopped(), () => "it has stopped");
            Eventually.True(() => terminal.IsRestored, () => "the shell has its screen");
            terminal.Type($"clear; {Modes}");
            terminal.WaitFor("a shell that hears and echoes", s => Spaces().Replace(s, " ").Contains(UsualModes));
            terminal.Type("fg");
            terminal.WaitFor("the screen", s => s.Contains(Quits));
            Eventually.True(() => terminal.IsTaken, () => "all of it is taken again");
            terminal.Press("?"); // and keys are heard one by one
            terminal.WaitFor("the help", s => s.Contains("quit") && s.Contains("zoom in and out"));
            terminal.Press("?");
            terminal.WaitFor("no help", s => !s.Contains("zoom in and out")); // Ctrl-Z throws away what was not read
        }
        Quit(terminal);
    }

    [TerminalFact]
    public void Control_Z_without_a_shell_to_come_back_to_leaves_it_running()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        Show(terminal, command: "exec ");
        terminal.Press("C-z");
        terminal.Press("?");
        terminal.WaitFor("the help", s => s.Contains("zoom in and out"));
        Eventually.True(() => terminal.IsTaken && !IsStopped(), () => "it runs and has the terminal");
    }

    [TerminalFact]
    public void What_another_program_wrote_over_it_is_drawn_again_after_a_stop()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        terminal.Type("exec env PS1='$ ' bash --norc"); // it repairs the terminal of a program that was stopped by force
        Show(terminal);
        _sandbox.StartOther("kill", "-STOP", $"{Pid}").End();
        Eventually.True(() => IsStopped(), () => "it has stopped");
        terminal.Type("clear");
        terminal.WaitFor("a screen without it", s => !s.Contains(Quits));
        terminal.Type("fg");
        terminal.WaitFor("the screen", s => s.Contains(Quits) && s.Contains("sightglass"));
        Quit(terminal);
    }

    [TerminalTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    public void A_signal_that_ends_it_gives_the_terminal_back(string signal)
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        Show(terminal);
        Eventually.True(() => terminal.IsTaken, () => "the terminal is taken");
        _sandbox.StartOther("kill", "-" + signal, $"{Pid}").End();
        WaitForShell(terminal);
    }

    [TerminalFact]
    public void The_mouse_rubbish_and_pasted_text_do_no_harm()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        Show(terminal);
        terminal.Send("\e[<0;10;5M\e[<32;11;5M\e[<0;11;5m\e[<64;10;5M\e[<65;10;5M\e[<2;1;1M");
        terminal.Send("\e[200~qqq\nq\e[201~\e[<0;1\e[<\e[?1;2c\eOq\e[999;999;999Z");
        terminal.Press("Escape");
        terminal.Resize(90, 28);
        terminal.WaitFor("the screen", s => s.Contains(Quits) && s.Split('\n').Length >= 28);
        Pid.ShouldBePositive("it still runs");
        Quit(terminal);
    }

    [TerminalFact]
    public void The_size_may_change_at_any_moment()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        Show(terminal);
        for (var i = 0; i < 30; i++) terminal.Resize(20 + i * 37 % 180, 3 + i * 17 % 47);
        terminal.Resize(100, 30);
        terminal.WaitFor("the whole", s => s.Contains(Quits) && s.Contains("┤¹cpu├"));
        Quit(terminal);
    }

    [TerminalTheory]
    [InlineData("LC_ALL=C", @"^[\n -~]+$", "")]
    [InlineData("LC_ALL=C.UTF-8 TERM=linux", @"^[\n -~─-▟■·µ°×●…]+$", @"\e\[[0-9;]*[34]8[;m]")]
    [InlineData("LC_ALL=C.UTF-8 NO_COLOR=1", "[⠀-⣿]", @"\e\[[0-9;]*([34][0-8]|9[0-7])[;m]")]
    public void Only_what_the_terminal_can_is_drawn(string environment, string pattern, string refused)
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        Show(terminal, environment + " ");
        terminal.Screen().ShouldMatch(pattern);
        if (refused.Length > 0) terminal.ColoredScreen().ShouldNotMatch(refused);
        Quit(terminal);
    }

    private int Pid => _sandbox.Pids(Viewer).ShouldHaveSingleItem();

    private bool IsStopped() =>
        _sandbox.Pids(Viewer) is [var pid] && File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].StartsWith('T');

    private static void Show(Tmux terminal, string environment = "", string command = "")
    {
        terminal.Type($"{command}env {environment}{Sandbox.ProgramPath} top --interval 200ms");
        terminal.WaitFor("the screen", s => s.Contains(Quits) && s.Contains("every 200ms"));
    }

    private void Quit(Tmux terminal)
    {
        terminal.Press("q");
        WaitForShell(terminal);
    }

    private void WaitForShell(Tmux terminal)
    {
        // What is typed while it ends goes to it, and is lost.
        Eventually.True(() => _sandbox.Pids(Viewer).Count == 0, () => "top has ended");
        Eventually.True(() => terminal.IsRestored, () => "the terminal is restored");
        terminal.Type($"clear; {Modes}");
        terminal.WaitFor("a shell that hears and echoes", s => Spaces().Replace(s, " ").Contains(UsualModes));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
