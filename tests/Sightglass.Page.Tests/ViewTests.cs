using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Sightglass.Page.Tests;

/// <summary>What a reader does with the page: pointer, keyboard, theme, a small screen.</summary>
public sealed class ViewTests(Browser browser) : IDisposable
{
    private readonly ServedMachine _machine = new("--interval", "200ms");

    public void Dispose() => _machine.Dispose();

    [PageFact]
    public async Task Dragging_zooms_every_graph_and_a_double_click_goes_back_to_live()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.cpu", 5);
        var graph = open.Panel("system.cpu", "CPU by mode").Locator(".u-over");
        (await SpanAsync(open, graph)).TotalSeconds.ShouldBe(300, 15);

        var box = (await graph.BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + box.Width * 0.4f, box.Y + 40);
        await open.Page.Mouse.DownAsync();
        await open.Page.Mouse.MoveAsync(box.X + box.Width * 0.6f, box.Y + 60, new() { Steps = 5 });
        await open.Page.Mouse.UpAsync();
        var back = open.Page.GetByRole(AriaRole.Button, new() { Name = "Back to live" });
        await back.WaitForAsync();
        (await SpanAsync(open, graph)).TotalSeconds.ShouldBe(60, 10);
        (await SpanAsync(open, open.Panel("system.cpu", "Load").Locator(".u-over"))).TotalSeconds.ShouldBe(60, 10);

        await graph.DblClickAsync();
        await back.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        (await SpanAsync(open, graph)).TotalSeconds.ShouldBe(300, 15);
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task The_instant_under_the_pointer_is_read_on_every_graph()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.cpu", 30);
        var graph = open.Panel("system.cpu", "CPU by mode").Locator(".u-over");
        var box = (await graph.BoundingBoxAsync())!;
        await open.Page.Mouse.MoveAsync(box.X + box.Width - 4, box.Y + 40);
        await open.EventuallyAsync(async () => await open.Page.Locator("#instant-label").TextContentAsync() == "at", "an instant");
        foreach (var (topic, title) in new[] { ("system.cpu", "Load"), ("system.memory", "Memory") })
        {
            var cross = open.Panel(topic, title).Locator(".u-cursor-x");
            (await cross.GetAttributeAsync("class"))!.ShouldNotContain("u-off");
            var other = (await open.Panel(topic, title).Locator(".u-over").BoundingBoxAsync())!;
            ((await cross.BoundingBoxAsync())!.X - other.X).ShouldBeInRange(other.Width * 0.9f, other.Width + 2);
        }
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task A_paused_page_stands_still_and_then_shows_what_it_missed()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.cpu", 3);
        await open.Page.Keyboard.PressAsync("Space");
        await open.EventuallyAsync(async () => await open.Page.Locator("#instant-label").TextContentAsync() == "paused at", "the pause");
        var number = await open.NumberAsync("system.cpu");
        var headline = await open.Panel("system.cpu", "CPU by mode").Locator(".headline").TextContentAsync();
        _machine.Sandbox.Run("watch", "system.cpu", "--count", "10").ExitCode.ShouldBe(0);
        (await open.NumberAsync("system.cpu")).ShouldBe(number);
        (await open.Panel("system.cpu", "CPU by mode").Locator(".headline").TextContentAsync()).ShouldBe(headline);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await open.WaitForNumberAsync("system.cpu", number + 9);
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.cpu", 3);
        var keys = open.Page.Keyboard;
        await keys.PressAsync("?");
        var help = open.Page.GetByRole(AriaRole.Dialog);
        (await help.InnerTextAsync()).ShouldContain("pause and go on");
        await keys.PressAsync("Escape");
        await help.WaitForAsync(new() { State = WaitForSelectorState.Hidden }); // as long as it is there, keys are its own
        await keys.PressAsync("2");
        await IsPressedAsync(open, "10 min");
        await keys.PressAsync("ArrowLeft");
        await open.EventuallyAsync(async () => await open.Page.Locator("#instant-label").TextContentAsync() == "at", "an instant");
        await keys.PressAsync("+");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Back to live" }).WaitForAsync();
        await keys.PressAsync("0");
        await IsPressedAsync(open, "10 min");
        // From the start of the page, the tab key reaches the ways to each topic and the lines of its graphs.
        HashSet<string> reached = [];
        for (var press = 0; press < 60; press++)
        {
            await keys.PressAsync("Tab");
            reached.Add(await open.Page.EvaluateAsync<string>("() => document.activeElement.className + ' ' + document.activeElement.id"));
        }
        reached.ShouldContain("entry ");
        reached.ShouldContain("interval ");
        reached.ShouldContain(" pause");
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task The_theme_is_the_systems_until_one_is_chosen_and_then_that_one()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url, scheme: ColorScheme.Light);
        (await ThemeAsync(open)).ShouldBe("light");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" }).ClickAsync();
        (await ThemeAsync(open)).ShouldBe("dark");
        await open.Page.ReloadAsync();
        (await ThemeAsync(open)).ShouldBe("dark");
    }

    [PageFact]
    public async Task A_phone_never_scrolls_sideways()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url, 390, 844);
        await open.WaitForNumberAsync("system.cpu", 3);
        var height = await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        for (var top = 0; top < height; top += 800)
        {
            await open.Page.EvaluateAsync("top => scrollTo({ top, behavior: 'instant' })", top);
            (await open.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        }
        open.Faults.ShouldBeEmpty();
    }

    private static Task IsPressedAsync(OpenPage open, string button) => open.EventuallyAsync(
        async () => await open.Page.GetByRole(AriaRole.Button, new() { Name = button }).GetAttributeAsync("aria-pressed") == "true",
        $"{button} to be pressed");

    private static Task<string?> ThemeAsync(OpenPage open) => open.Page.Locator("html").GetAttributeAsync("data-theme");

    /// <summary>How much time a graph shows, by what the page reads at its edges.</summary>
    private static async Task<TimeSpan> SpanAsync(OpenPage open, ILocator graph)
    {
        var box = (await graph.BoundingBoxAsync())!;
        var from = await ReadAtAsync(open, box.X + 1, box.Y + 20);
        return await ReadAtAsync(open, box.X + box.Width - 1, box.Y + 20) - from;
    }

    private static async Task<TimeOnly> ReadAtAsync(OpenPage open, float x, float y)
    {
        await open.Page.Mouse.MoveAsync(x, y);
        await open.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return TimeOnly.Parse((await open.Page.Locator("#instant").TextContentAsync())!, CultureInfo.InvariantCulture);
    }
}
