using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Sightglass.Cli.Tests;

namespace Sightglass.Page.Tests;

/// <summary>The page in a browser, and all that went wrong in it.</summary>
internal sealed partial class OpenPage : IAsyncDisposable
{
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _hosts = [];
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        // Canvas2D warns of what the tests do: they look at what is drawn.
        page.Console += (_, message) => Note(message.Type is "error" or "warning"
            && !message.Text.StartsWith("Canvas2D", StringComparison.Ordinal), $"console: {message.Text}");
        page.PageError += (_, error) => Note(true, $"error: {error}");
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Status} {response.Url}");
        // The page itself closes a stream that it has no more use for.
        page.RequestFailed += (_, request) => Note(
            !(request.Url.Contains("/api/stream", StringComparison.Ordinal) && request.Failure == "net::ERR_ABORTED"),
            $"failed: {request.Url} {request.Failure}");
        page.Request += (_, request) => { lock (_faults) _hosts.Add(new Uri(request.Url).Authority); };
    }

    internal IPage Page { get; }

    /// <summary>What went wrong so far: messages of the console, exceptions, requests that failed.</summary>
    internal string[] Faults { get { lock (_faults) return [.. _faults]; } }

    /// <summary>The hosts that were asked for anything.</summary>
    internal string[] Hosts { get { lock (_faults) return [.. _hosts]; } }

    internal static async Task<OpenPage> NewAsync(
        Browser browser, int width = 1440, int height = 1000, ColorScheme scheme = ColorScheme.Dark)
    {
        var context = await browser.Chromium.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
        });
        context.SetDefaultTimeout(Eventually.DeadlineMs);
        return new(context, await context.NewPageAsync());
    }

    internal static async Task<OpenPage> AtAsync(
        Browser browser, string url, int width = 1440, int height = 1000, ColorScheme scheme = ColorScheme.Dark)
    {
        var open = await NewAsync(browser, width, height, scheme);
        await open.Page.GotoAsync(url);
        return open;
    }

    internal ILocator Section(string topic) => Page.Locator($"section[data-topic='{topic}']");

    internal ILocator Panel(string topic, string title) =>
        Section(topic).Locator("section.panel", new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    /// <summary>The number of the sample that a topic's section shows; -1 as long as it shows none.</summary>
    internal async Task<long> NumberAsync(string topic)
    {
        var text = await Section(topic).Locator(".number").TextContentAsync() ?? "";
        return NumberIn().Match(text) is { Success: true } found
            ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : -1;
    }

    /// <summary>Waits until the page shows a sample of this number or a later one.</summary>
    internal Task WaitForNumberAsync(string topic, long number) =>
        EventuallyAsync(async () => await NumberAsync(topic) >= number, $"sample {number} of {topic} on the page");

    internal async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        using var end = new CancellationTokenSource(Eventually.DeadlineMs);
        while (!await condition())
        {
            end.IsCancellationRequested.ShouldBeFalse($"Not within {Eventually.DeadlineMs} ms: {what}. "
                + $"The page says: {await Page.Locator("body").InnerTextAsync()}\n{string.Join('\n', Faults)}");
            await Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private void Note(bool isFault, string what)
    {
        if (!isFault) return;
        lock (_faults) _faults.Add(what);
    }

    [GeneratedRegex(@"sample (\d+)")]
    private static partial Regex NumberIn();
}
