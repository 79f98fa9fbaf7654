namespace Sightglass.Cli.Tests.Programs;

/// <summary>A real terminal: a tmux of its own, with a shell in it. It ends with its sandbox.</summary>
internal sealed class Tmux
{
    private readonly Sandbox _sandbox;
    private readonly string _socket;

    internal Tmux(Sandbox sandbox, int width, int height)
    {
        _sandbox = sandbox;
        _socket = Path.Combine(sandbox.Directory, "tmux");
        Do("-f", "/dev/null", "new-session", "-d", "-x", $"{width}", "-y", $"{height}", "env PS1='$ ' sh");
        WaitFor("the prompt", screen => screen.Contains('$'));
    }

    /// <summary>Types a line into the shell.</summary>
    internal void Type(string line)
    {
        Do("send-keys", "-l", line);
        Press("Enter");
    }

    internal void Press(string key) => Do("send-keys", key);

    /// <summary>Sends bytes as a terminal does that has a mouse.</summary>
    internal void Send(string bytes) => Do(["send-keys", "-H", .. bytes.Select(c => $"{(int)c:x2}")]);

    internal void Resize(int width, int height) =>
        Do("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>Closes the terminal, as its window's cross does.</summary>
    internal void Close() => Do("kill-server");

    /// <summary>What is on the screen now.</summary>
    internal string Screen() => Do("capture-pane", "-p").Text;

    /// <summary>The same with the escape sequences of colours.</summary>
    internal string ColoredScreen() => Do("capture-pane", "-p", "-e").Text;

    /// <summary>Whether the terminal is as a shell wants it: its own screen, with a cursor.</summary>
    internal bool IsRestored => Do("display-message", "-p", "#{cursor_flag}#{alternate_on}#{mouse_any_flag}").Text == "100";

    /// <summary>Whether a program has the whole terminal: the alternate screen, no cursor, the mouse.</summary>
    internal bool IsTaken =>
        Do("display-message", "-p", "#{cursor_flag}#{alternate_on}#{mouse_any_flag}#{mouse_sgr_flag}").Text == "0111";

    internal string WaitFor(string what, Func<string, bool> isThere)
    {
        var screen = "";
        Eventually.True(() => isThere(screen = Screen()), () => $"{what}. The screen shows:\n{screen}");
        return screen;
    }

    private Outcome Do(params string[] arguments)
    {
        var outcome = _sandbox.StartOther("tmux", ["-S", _socket, .. arguments]).End();
        return outcome.ExitCode == 0 ? outcome : throw new InvalidOperationException("tmux: " + outcome.ErrorText);
    }
}
