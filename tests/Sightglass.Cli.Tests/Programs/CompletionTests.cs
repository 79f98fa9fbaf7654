using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What shells complete, asked as they ask and in the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("wat", "watch")]
    [InlineData("get system.m", "system.memory")]
    [InlineData("get system.cpu.load.1", "system.cpu.load.1m system.cpu.load.15m")]
    [InlineData("get --fail-if system.memory.tot", "system.memory.total")]
    [InlineData("watch system.cpu system.m", "system.memory")]
    [InlineData("describe system.c", "system.cpu")]
    [InlineData("ping system.c", "system.cpu")]
    [InlineData("get --output ", "json text")]
    [InlineData("sensors on di", "disk")]
    [InlineData("publish --sensors cpu,mem", "cpu,memory")]
    [InlineData("completion f", "fish")]
    public void The_program_says_what_can_follow(string line, string expected)
    {
        _sandbox.StartPublisher();
        var said = _sandbox.Run($"[suggest:{line.Length}]", line);
        (said.ExitCode, said.Errors.Count).ShouldBe((0, 0));
        var word = line[(line.LastIndexOf(' ') + 1)..];
        said.Lines.Where(item => item.StartsWith(word, StringComparison.Ordinal) && char.IsLetter(item[0]))
            .ShouldBe(expected.Split(' '), ignoreOrder: true);
    }

    [Fact]
    public void Without_topics_there_is_nothing_to_say_and_no_error()
    {
        var said = _sandbox.Run("[suggest:10]", "get system");
        (said.ExitCode, said.Text, said.ErrorText).ShouldBe((0, "", ""));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Each_shell_has_its_script(string shell)
    {
        var script = _sandbox.Run("completion", shell);
        (script.ExitCode, script.Errors.Count).ShouldBe((0, 0));
        script.Lines[0].ShouldContain(shell == "zsh" ? "#compdef sightglass" : "Completion of `sightglass`");
        script.Text.ShouldContain("[suggest:");
    }

    [ShellFact("bash")]
    public void Bash_completes_topics_fields_values_and_paths_with_spaces()
    {
        _sandbox.StartPublisher();
        var spaced = SpacedProgram().Replace(" ", "\\ ", StringComparison.Ordinal);
        string[] lines =
        [
            "sightglass get system.cpu.load.", "sightglass get --fail-if 'system.memory.tot",
            "sightglass get --output=j", $"sightglass get '{Owner()}:system.mem",
            $"sightglass get {Owner()}:system.mem", "sightglass get 'a b' system.mem", $"{spaced} wat", "sightglass describe nosuch",
        ];
        var asked = string.Join('\n', lines.Select(line => $"complete_line {Quoted(line)}"));
        var bash = _sandbox.StartOther("bash", "--norc", "-c", $$"""
            PATH={{Quoted(Path.GetDirectoryName(Sandbox.ProgramPath)!)}}:$PATH
            source <(sightglass completion bash)
            complete_line() {
                COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=("${1%% [wgd]*}") COMPREPLY=()
                _sightglass
                echo "${COMPREPLY[*]}"
            }
            {{asked}}
            """).End();
        bash.ErrorText.ShouldBe("");
        bash.Lines.ShouldBe(["system.cpu.load.15m system.cpu.load.1m system.cpu.load.5m", "system.memory.total", "json",
            "system.memory", "system.memory", "system.memory", "watch", ""]);
    }

    [ShellFact("bash")]
    public void Bash_completes_at_the_key()
    {
        _sandbox.StartPublisher();
        var terminal = Shell("bash --norc", "source <(sightglass completion bash)");
        terminal.Press("sightglass get system.memory.tot");
        terminal.Press("Tab");
        terminal.WaitFor("the field", screen => screen.Contains("get system.memory.total", StringComparison.Ordinal));
    }

    [ShellFact("zsh")]
    public void Zsh_completes_at_the_key()
    {
        _sandbox.StartPublisher();
        var terminal = Shell("zsh -f", "autoload -U compinit; compinit -u -D; source <(sightglass completion zsh)");
        terminal.Press("sightglass get --fail-if 'system.memory.tot");
        terminal.Press("Tab");
        terminal.WaitFor("the field", screen => screen.Contains("'system.memory.total", StringComparison.Ordinal));
        terminal.Press("C-c");
        terminal.Press(SpacedProgram().Replace(" ", "\\ ", StringComparison.Ordinal) + " get --output=js");
        terminal.Press("Tab");
        terminal.WaitFor("the value", screen => screen.Contains("--output=json", StringComparison.Ordinal));
    }

    [ShellFact("fish")]
    public void Fish_completes_topics_fields_values_and_paths_with_spaces()
    {
        _sandbox.StartPublisher();
        var fish = _sandbox.StartOther("fish", "--no-config", "-c", $"""
            set PATH {Quoted(Path.GetDirectoryName(Sandbox.ProgramPath)!)} $PATH
            sightglass completion fish | source
            complete -C 'sightglass get system.cpu.load.'
            complete -C 'sightglass get --output=j'
            complete -C 'sightglass get "a b" system.mem'
            complete -C '"{SpacedProgram()}" wat'
            """).End();
        fish.ErrorText.ShouldBe("");
        fish.Lines.ShouldBe(["system.cpu.load.1m", "system.cpu.load.5m", "system.cpu.load.15m", "--output=json",
            "system.memory", "watch"]);
    }

    private Tmux Shell(string shell, string source)
    {
        var terminal = new Tmux(_sandbox, 150, 30);
        terminal.Type($"PATH={Quoted(Path.GetDirectoryName(Sandbox.ProgramPath)!)}:$PATH; exec {shell}");
        terminal.Type($"{source}; echo sour''ced");
        terminal.WaitFor("the script", screen => screen.Contains("sourced", StringComparison.Ordinal));
        return terminal;
    }

    /// <summary>The program by a path with a space in it.</summary>
    private string SpacedProgram()
    {
        var link = Path.Combine(_sandbox.Directory, "my tools");
        if (!Directory.Exists(link)) Directory.CreateSymbolicLink(link, Path.GetDirectoryName(Sandbox.ProgramPath)!);
        return Path.Combine(link, "sightglass");
    }

    private string Owner() =>
        Directory.GetDirectories(_sandbox.Directory, "sightglass-*")[0].Split("sightglass-")[^1];

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
