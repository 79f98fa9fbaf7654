using Shouldly;
using Xunit;

namespace Sightglass.Page.Tests;

/// <summary>Publishers and servers that go, and come back, while the page is open.</summary>
public sealed class StatesTests(Browser browser) : IDisposable
{
    private readonly ServedMachine _machine = new("--interval", "200ms");

    public void Dispose() => _machine.Dispose();

    [PageFact]
    public async Task A_publisher_that_dies_is_said_to_be_dead_and_the_page_goes_on_when_it_returns()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.memory", 20);
        var memory = open.Panel("system.memory", "Memory");
        (await Drawn.RunsAsync(memory)).ShouldBe(1);

        _machine.Publisher.Kill();
        await StateAsync(open, "died");
        (await open.Section("system.memory").Locator(".state").TextContentAsync())!.ShouldContain("waiting for it to return");
        (await open.Section("system.memory").GetAttributeAsync("class"))!.Split(' ').ShouldContain("old");
        var died = await open.NumberAsync("system.memory");

        // The gap must be wide enough to be seen: some columns of pixels.
        await open.EventuallyAsync(async () => await Drawn.EmptyShareAtEndAsync(memory) > 0.01, "time going on without a line");
        _machine.RestartPublisher("--interval", "200ms");
        await StateAsync(open, "live");
        await open.EventuallyAsync(async () => await open.NumberAsync("system.memory") is >= 5 and var number && number != died,
            "samples of the new publisher");
        await open.EventuallyAsync(async () => await Drawn.RunsAsync(memory) == 2, "a line on each side of the gap");
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task A_publisher_that_stops_or_pauses_is_said_to()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.memory", 1);
        _machine.Sandbox.Run("pause", "system.memory").ExitCode.ShouldBe(0);
        await StateAsync(open, "paused");
        _machine.Sandbox.Run("resume", "system.memory").ExitCode.ShouldBe(0);
        await StateAsync(open, "live");
        _machine.Publisher.Signal("TERM");
        await open.EventuallyAsync(async () => await open.Section("system.memory").GetAttributeAsync("data-state")
            is "stopped" or "gone", "that the publisher has stopped");
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task A_server_that_goes_is_missed_aloud_and_the_gap_is_filled_when_it_returns()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.memory", 10);
        var memory = open.Panel("system.memory", "Memory");

        _machine.KillServer();
        var notice = open.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert);
        await notice.WaitForAsync();
        (await notice.TextContentAsync())!.ShouldContain("The server is gone");
        await open.EventuallyAsync(async () => await Drawn.EmptyShareAtEndAsync(memory) > 0.01, "time going on without a line");
        _machine.RestartServer();
        await notice.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
        // The publisher went on meanwhile, and so does the line.
        await open.EventuallyAsync(async () => await Drawn.EmptyShareAtEndAsync(memory) < 0.01, "the line up to the present");
        await open.EventuallyAsync(async () => await Drawn.RunsAsync(memory) == 1, "a line without a gap");
        // That nobody answers is told by the browser itself; no script can keep it from that.
        open.Faults.Where(fault => !fault.Contains("net::ERR_", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static Task StateAsync(OpenPage open, string state) => open.EventuallyAsync(
        async () => await open.Section("system.memory").GetAttributeAsync("data-state") == state, $"the state {state}");
}
