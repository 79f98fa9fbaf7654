using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary><c>top</c> in a real terminal.</summary>
public sealed partial class TopScreenTests : IDisposable
{
    private const string Viewer = "\0top", Publisher = "--while-watched";
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [TerminalFact]
    public void The_screen_shows_the_machine_and_q_gives_the_terminal_back()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        terminal.Type("echo before-it");
        var screen = ShowTop(terminal, "");
        screen.ShouldStartWith("sightglass  ");
        screen.ShouldContain("Memory");
        screen.ShouldContain("iB of ");
        screen.ShouldMatch(@"system\.memory: \S+ \d+, every 200ms, [0-9.]+m?s old");
        screen.ShouldContain("q quit");
        screen.ShouldNotContain("before-it");

        terminal.Press("q");
        WaitForShell(terminal);
        terminal.Type("echo code=$?");
        terminal.WaitFor("exit code 0", s => s.Contains("code=0\n"));
    }

    [TerminalFact]
    public void The_history_is_there_at_once()
    {
        var publisher = _sandbox.StartPublisher("--interval", "20ms");
        _sandbox.Run("watch", "system.memory", "--count", "50");
        publisher.Signal("STOP"); // from now on there are no samples but those of the past
        var terminal = new Tmux(_sandbox, 100, 30);
        terminal.Type($"{Sandbox.ProgramPath} top");
        terminal.WaitFor("a line of the past", s => Blocks().IsMatch(s));
        terminal.WaitFor("silence", s => s.Contains("system.memory: silent for "));
    }

    [TerminalFact]
    public void A_killed_publisher_is_said_to_have_died_and_the_next_is_followed()
    {
        var terminal = new Tmux(_sandbox, 120, 30);
        ShowTop(terminal, "");
        _sandbox.StartOther("kill", "-KILL", $"{_sandbox.Pids(Publisher).ShouldHaveSingleItem()}").End();
        terminal.WaitFor("death", s => s.Contains("system.cpu: publisher died")
            && s.Contains("system.memory: publisher died"));
        terminal.Screen().ShouldContain("iB of ", customMessage: "the last values stay");
        var next = _sandbox.StartPublisher("--interval", "100ms");
        terminal.WaitFor("the next publisher", s => s.Contains($" {next.Pid}, every 100ms") && !s.Contains("died"));
    }

    [TerminalFact]
    public void It_follows_the_size_of_the_terminal()
    {
        var terminal = new Tmux(_sandbox, 80, 24);
        ShowTop(terminal, "");
        terminal.Resize(30, 6);
        terminal.WaitFor("too small", s => s.Contains("Too small"));
        terminal.Resize(120, 40);
        var screen = terminal.WaitFor("the whole again", s => s.Contains("q quit "));
        screen.ShouldNotContain("Too small");
        screen.Split("sightglass  ").Length.ShouldBe(2, "nothing of the earlier pictures is left");
        terminal.Resize(60, 12);
        terminal.WaitFor("a small one", s => s.Split('\n').All(l => l.Length <= 60) && s.Contains("q quit ")
            && s.StartsWith("sightglass", StringComparison.Ordinal));
    }

    [TerminalFact]
    public void TERM_gives_the_terminal_back()
    {
        var terminal = new Tmux(_sandbox, 80, 24);
        terminal.Type("echo before-it");
        ShowTop(terminal, "");
        _sandbox.StartOther("kill", "-TERM", $"{_sandbox.Pids(Viewer).ShouldHaveSingleItem()}").End();
        WaitForShell(terminal);
        terminal.Type("echo code=$?");
        terminal.WaitFor("exit code", s => s.Contains($"code={ExitCode.Interrupted}\n"));
    }

    [TerminalFact]
    public void Control_C_gives_the_terminal_back()
    {
        var terminal = new Tmux(_sandbox, 80, 24);
        terminal.Type("echo before-it");
        ShowTop(terminal, "");
        terminal.Press("C-c");
        WaitForShell(terminal);
        terminal.Type("echo code=$?");
        terminal.WaitFor("exit code", s => s.Contains($"code={ExitCode.Interrupted}\n"));
    }

    [TerminalFact]
    public void A_closed_terminal_ends_it_and_its_publisher()
    {
        var terminal = new Tmux(_sandbox, 80, 24);
        ShowTop(terminal, "");
        terminal.WaitFor("some history, so that the publisher has seen its viewer", s => History().IsMatch(s));
        terminal.Close();
        Eventually.True(() => _sandbox.Pids().Count == 0, () => "all have ended", 10_000);
    }

    [TerminalFact]
    public void There_is_colour_but_not_where_it_is_not_wanted()
    {
        var terminal = new Tmux(_sandbox, 80, 24);
        ShowTop(terminal, "");
        Colors().IsMatch(terminal.ColoredScreen()).ShouldBeTrue();
        Quit(terminal);
        ShowTop(terminal, "", "NO_COLOR=1 ");
        Colors().IsMatch(terminal.ColoredScreen()).ShouldBeFalse("NO_COLOR");
        Quit(terminal);
        ShowTop(terminal, "--color never");
        Colors().IsMatch(terminal.ColoredScreen()).ShouldBeFalse("--color never");
        Quit(terminal);
        ShowTop(terminal, "--no-unicode").Where(c => c > 127).ShouldBeEmpty();
    }

    private static string ShowTop(Tmux terminal, string options, string environment = "")
    {
        terminal.Type($"clear; {environment}{Sandbox.ProgramPath} top --interval 200ms {options}");
        return terminal.WaitFor("live values", s => Values().IsMatch(s) && s.Contains("every "));
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
        terminal.WaitFor("the shell's screen", s => !s.Contains("q quit") && s.Contains('$'));
    }

    [GeneratedRegex(@"CPU .* \d+\.\d %[^\n]*\n(.*\n)*Memory .* \d+\.\d %")]
    private static partial Regex Values();

    [GeneratedRegex("[▁-█]{6}\n")]
    private static partial Regex History();

    [GeneratedRegex("[▁-█]{40}")]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\e\[[0-9;]*\b(3[0-8]|9[0-7])[0-9;]*m")]
    private static partial Regex Colors();
}
