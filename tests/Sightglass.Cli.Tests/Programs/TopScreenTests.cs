using System.Text.RegularExpressions;
using Shouldly;
using Sightglass.Cli.Tests.Units;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary><c>top</c> in a real terminal.</summary>
public sealed partial class TopScreenTests : IDisposable
{
    private const string Viewer = "\0top", Started = "--while-watched";
    private readonly Sandbox _sandbox = new();
    private readonly string _config;

    public TopScreenTests()
    {
        _config = Path.Combine(_sandbox.Directory, "config.toml");
        File.WriteAllText(_config, "");
    }

    public void Dispose() => _sandbox.Dispose();

    [TerminalFact]
    public void The_screen_shows_the_machine_and_q_gives_the_terminal_back()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        terminal.Type("echo before-it");
        var screen = ShowTop(terminal, "");
        screen.ShouldStartWith(" sightglass  ");
        screen.ShouldContain("┤²memory├");
        screen.ShouldContain("iB of ");
        screen.ShouldContain("every 200ms");
        screen.ShouldContain("q quit");
        screen.ShouldNotContain("before-it");

        terminal.Press("q");
        WaitForShell(terminal);
        terminal.Type("echo code=$?");
        terminal.WaitFor("exit code 0", s => s.Contains("code=0\n"));
        File.ReadAllText(_config).ShouldBeEmpty("nothing was chosen, so nothing is kept");
    }

    [TerminalFact]
    public void The_history_is_there_at_once()
    {
        var publisher = _sandbox.StartPublisher("--interval", "20ms");
        _sandbox.Run("watch", "system.memory", "--count", "50");
        publisher.Signal("STOP"); // from now on there are no samples but those of the past
        var terminal = new Tmux(_sandbox, 100, 30);
        terminal.Type($"{Sandbox.ProgramPath} top --config {_config}");
        terminal.WaitFor("the past and silence", s => Braille().IsMatch(s) && s.Contains("silent for "));
    }

    [TerminalFact]
    public void A_killed_publisher_is_said_to_have_died_and_the_next_is_followed()
    {
        var terminal = new Tmux(_sandbox, 120, 30);
        ShowTop(terminal, "");
        _sandbox.StartOther("kill", "-KILL", $"{_sandbox.Pids(Started).ShouldHaveSingleItem()}").End();
        terminal.WaitFor("death", s => DeathOfCpu().IsMatch(s) && DeathOfMemory().IsMatch(s));
        terminal.Screen().ShouldContain("iB of ", customMessage: "the last values stay");
        _sandbox.StartPublisher("--interval", "100ms");
        terminal.WaitFor("the next publisher", s => s.Contains("every 100ms")
            && !DeathOfCpu().IsMatch(s) && !DeathOfMemory().IsMatch(s));
    }

    [TerminalFact]
    public void It_follows_the_size_of_the_terminal()
    {
        var terminal = new Tmux(_sandbox, 80, 24);
        ShowTop(terminal, "");
        terminal.Resize(59, 15);
        terminal.WaitFor("bars", s => !s.Contains("┤¹cpu├") && CompactBars().IsMatch(s) && s.Contains("q quit"));
        terminal.Resize(39, 5);
        terminal.WaitFor("a line", s => OneLine().IsMatch(s) && !s.Contains("q quit"));
        terminal.Resize(120, 40);
        var screen = terminal.WaitFor("the whole again", s => s.Contains("┤¹cpu├") && s.Contains("q quit "));
        screen.Split("sightglass  ").Length.ShouldBe(2, "nothing of the earlier pictures is left");
    }

    [TerminalFact]
    public void Panels_that_were_chosen_and_have_no_room_say_how_much_they_need()
    {
        File.WriteAllText(_config, """
            [top]
            panels = ["cpu", "memory", "network", "disk", "processes", "publishers"]
            """);
        var terminal = new Tmux(_sandbox, 80, 16);
        terminal.Type($"{Sandbox.ProgramPath} top --config {_config}");
        terminal.WaitFor("too small", s => s.Contains("too small")
            && s.Contains("now: width 80  height 16") && s.Contains("needed: "));
        terminal.Press("r");
        terminal.WaitFor("what fits", s => s.Contains("┤¹cpu├") && !s.Contains("too small"));
    }

    [TerminalFact]
    public void Keys_freeze_time_move_back_in_it_and_zoom()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        ShowTop(terminal, "");
        terminal.Press("?");
        terminal.WaitFor("help", s => s.Contains("any key closes this"));
        terminal.Press("x");
        terminal.WaitFor("no help", s => !s.Contains("any key closes this"));

        terminal.Press("Z");
        terminal.WaitFor("a longer window", s => s.Contains("2m window") || s.Contains("1m window"));
        terminal.Press("z");
        terminal.Press("z");
        terminal.WaitFor("the shortest window", s => s.Contains("30s window"));

        terminal.Press("Space");
        terminal.WaitFor("frozen", s => s.Contains("frozen at "));
        terminal.Press("Left");
        terminal.WaitFor("a cursor", s => s.Contains(" ago") && !s.Contains("frozen"));
        terminal.Press("End");
        terminal.WaitFor("live", s => s.Contains("every 200ms"));
    }

    [TerminalFact]
    public void The_choice_of_panels_is_kept_over_a_restart()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        ShowTop(terminal, "");
        terminal.Press("2");
        terminal.WaitFor("no memory", s => !s.Contains("┤²memory├"));
        Quit(terminal);
        File.ReadAllText(_config).ShouldContain("panels = [\"cpu\"");
        ShowTop(terminal, "").ShouldNotContain("┤²memory├");
        terminal.Press("2");
        terminal.WaitFor("memory", s => s.Contains("┤²memory├"));
    }

    [TerminalFact]
    public void A_panel_is_enlarged_and_small_again()
    {
        var terminal = new Tmux(_sandbox, 100, 30);
        ShowTop(terminal, "");
        terminal.Press("Tab");
        terminal.Press("Tab");
        terminal.Press("e");
        terminal.WaitFor("the memory alone", s => s.Contains("┤²memory├") && !s.Contains("┤¹cpu├"));
        terminal.Press("Escape");
        terminal.WaitFor("all", s => s.Contains("┤²memory├") && s.Contains("┤¹cpu├"));
    }

    [TerminalFact]
    public void The_sensor_of_processes_is_switched_on_by_its_key()
    {
        var terminal = new Tmux(_sandbox, 120, 40);
        ShowTop(terminal, "");
        terminal.WaitFor("what the key does", s => s.Contains("p switches that on"));
        terminal.Press("p");
        terminal.WaitFor("processes", s => ProcessRows().IsMatch(s));
    }

    [TerminalFact]
    public void A_topic_of_a_stranger_gets_a_panel_while_top_runs()
    {
        var terminal = new Tmux(_sandbox, 120, 50);
        // The topics of this process lie elsewhere than those of the sandbox.
        ShowTop(terminal, "", $"SIGHTGLASS_DIR={Environment.GetEnvironmentVariable("SIGHTGLASS_DIR")} ");
        var name = $"{OwnTopics.Name()}.boiler";
        var schema = new SchemaBuilder().Add("boiler.pressure", FieldType.Float64, "bar")
            .AddText("boiler.mode", 16).Build();
        using var publisher = Publisher.Create(name, schema);
        using (var draft = publisher.Begin())
        {
            draft.Float64s(schema["boiler.pressure"])[0] = 12.34;
            draft.SetText(schema["boiler.mode"], "heating");
            draft.Commit();
        }
        terminal.WaitFor("its panel", s => s.Contains(name) && s.Contains("12.3 bar") && s.Contains("heating"));
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
        terminal.WaitFor("some history, so that the publisher has seen its viewer", s => Braille().IsMatch(s));
        terminal.Close();
        Eventually.True(() => _sandbox.Pids().Count == 0, () => "all have ended");
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

    private string ShowTop(Tmux terminal, string options, string environment = "")
    {
        terminal.Type($"clear; {environment}{Sandbox.ProgramPath} top --interval 200ms --config {_config} {options}");
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

    [GeneratedRegex(@"cpu[\s\S]*\d+\.\d %  [\s\S]*user")]
    private static partial Regex Values();

    [GeneratedRegex(@"┤¹cpu├─*┤✗ publisher died \d+ s ago, waiting├")]
    private static partial Regex DeathOfCpu();

    [GeneratedRegex(@"┤²memory├─*┤✗ publisher died \d+ s ago, waiting├")]
    private static partial Regex DeathOfMemory();

    [GeneratedRegex(@"\n cpu +.* \d+\.\d %\n memory +.* \d+\.\d %\n")]
    private static partial Regex CompactBars();

    [GeneratedRegex(@"^cpu \d+\.\d %  memory \d+\.\d %")]
    private static partial Regex OneLine();

    [GeneratedRegex(@"PID NAME.*MEMORY[\s\S]*\n.*│ +\d+ \S+ .* [0-9.]+ % ")]
    private static partial Regex ProcessRows();

    [GeneratedRegex("[\u2801-\u28ff]")]
    private static partial Regex Braille();

    [GeneratedRegex(@"\e\[[0-9;]*\b(3[0-8]|9[0-7])[0-9;]*m")]
    private static partial Regex Colors();
}
