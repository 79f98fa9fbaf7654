using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Sightglass.Page.Tests.Browser))]

namespace Sightglass.Page.Tests;

/// <summary>The machine's own chromium, one for all tests; each test has a profile of its own in it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] _paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    /// <summary>
    /// Nothing of the browser's own goes to the network, and a container is sandbox enough. Letters in shades of grey make
    /// small pictures.
    /// </summary>
    private static readonly string[] _arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-lcd-text",
    ];

    private IPlaywright? _playwright;

    /// <summary>Why there can be no test here; null where there can.</summary>
    internal static string? Lack =>
        !OperatingSystem.IsLinux() ? "only on Linux"
        : Path is null && Environment.GetEnvironmentVariable("CI") is not "true" ? "chromium is not installed" : null;

    internal IBrowser Chromium { get; private set; } = null!;

    private static string? Path { get; } = Array.Find(_paths, File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Lack is not null) return;
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = _arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (Chromium is not null) await Chromium.CloseAsync();
        _playwright?.Dispose();
    }
}
