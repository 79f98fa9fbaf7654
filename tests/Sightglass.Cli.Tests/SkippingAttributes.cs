using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace Sightglass.Cli.Tests;

/// <summary>
/// A test that is skipped on Windows. Decided when tests are discovered, not by Assert.Skip, which throws: .NET 10
/// under Wine 8 hangs on the second exception that leaves a test, and a published run must come to its end.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = OperatingSystem.IsLinux() ? null : "only on Linux";
}

/// <summary>A theory that is skipped on Windows. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = OperatingSystem.IsLinux() ? null : "only on Linux";
}

/// <summary>A test in a real terminal, skipped where there is no tmux. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = !OperatingSystem.IsLinux() ? "only on Linux" : Has("tmux") ? null : "tmux is not installed";

    internal static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(directory => File.Exists(Path.Combine(directory, program)));
}

/// <summary>A test of what only root can arrange: another user's files. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = !OperatingSystem.IsLinux() ? "only on Linux" : Environment.IsPrivilegedProcess ? null : "only as root";
}

/// <summary>A theory in a real terminal. See <see cref="TerminalFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) => Skip = new TerminalFactAttribute().Skip;
}

/// <summary>A test with a shell, skipped where that or tmux is missing. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(
        string shell, [CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = !OperatingSystem.IsLinux() ? "only on Linux"
            : !TerminalFactAttribute.Has(shell) ? $"{shell} is not installed"
            : TerminalFactAttribute.Has("tmux") ? null : "tmux is not installed";
}

/// <summary>A test with a tool of systemd, skipped where there is none. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SystemdFactAttribute : FactAttribute
{
    public SystemdFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = !OperatingSystem.IsLinux() ? "only on Linux"
            : TerminalFactAttribute.Has("systemd-analyze") ? null : "systemd is not installed";
}

/// <summary>A test that changes Windows, skipped without the rights to. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WindowsAdministratorFactAttribute : FactAttribute
{
    public WindowsAdministratorFactAttribute(
        [CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = !OperatingSystem.IsWindows() ? "only on Windows"
            : Environment.IsPrivilegedProcess ? null : "only for an administrator";
}

/// <summary>
/// A test of the web server, skipped under Wine: Kestrel answers there, but .NET 10 under Wine 8 dies of a run of them
/// ("SuspendThread failed"). <c>ServeAnswersTests</c> keeps two that run there too. See <see cref="LinuxFactAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WebFactAttribute : FactAttribute
{
    public WebFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) => Skip = Wine.Reason;
}

/// <summary>A theory of the web server. See <see cref="WebFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WebTheoryAttribute : TheoryAttribute
{
    public WebTheoryAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) => Skip = Wine.Reason;
}

/// <summary>Why a test is skipped under Wine; null elsewhere.</summary>
internal static class Wine
{
    internal static string? Reason { get; } = OperatingSystem.IsWindows()
        && NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll"), "wine_get_version", out _)
        ? ".NET 10 under Wine 8 dies of many connections" : null;
}
