using System.Globalization;
using Shouldly;
using Xunit;

namespace Sightglass.Page.Tests;

/// <summary>What the page costs: bytes until it is drawn, processor time while it is open, and whom it talks to.</summary>
public sealed class CostTests(Browser browser, ITestOutputHelper output) : IDisposable
{
    private const int LargestFirstLoadBytes = 100_000, RangeSamples = 400;
    private const int MeasuredSamples = 20;
    /// <summary>The budget is 2 %, on a machine that does nothing else; tests run on machines that do.</summary>
    private const double LargestShare = 0.15;

    private readonly ServedMachine _machine = new("--sensors", "cpu,memory,disk,network,publisher");

    public void Dispose() => _machine.Dispose();

    [PageFact]
    public async Task The_first_load_is_small_even_with_a_full_history_and_asks_no_other_host()
    {
        MakeHistory();
        await using var open = await OpenPage.NewAsync(browser);
        await using var received = await Received.ListenAsync(open.Page);
        await open.Page.GotoAsync(_machine.Url);
        await open.WaitForNumberAsync("system.cpu", RangeSamples);
        await open.EventuallyAsync(() => Task.FromResult(received.HasAll("system.cpu/history")
            && received.HasAll("system.memory/history")), "the history");
        var bytes = received.Bytes;
        output.WriteLine($"{bytes} bytes in {received.Requests} requests:\n{received.Details}");
        bytes.ShouldBeInRange(20_000, LargestFirstLoadBytes);
        open.Hosts.ShouldBe([new Uri(_machine.Url).Authority]);
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task An_open_page_costs_the_browser_little()
    {
        MakeHistory();
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.cpu", RangeSamples);
        await using var cdp = await browser.Chromium.NewBrowserCDPSessionAsync();
        var (before, since) = (await CpuSecondsAsync(cdp), TimeProvider.System.GetTimestamp());
        // Whoever looks at the page makes it work: another subscriber tells that time has passed.
        _machine.Sandbox.Run("watch", "system.cpu", "--count", $"{MeasuredSamples}").ExitCode.ShouldBe(0);
        var seconds = TimeProvider.System.GetElapsedTime(since).TotalSeconds;
        var after = await CpuSecondsAsync(cdp);
        foreach (var (process, used) in after)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{process}: {(used - before.GetValueOrDefault(process)) / seconds:P2} of a processor"));
        var page = after.Where(process => process.Key.StartsWith("renderer", StringComparison.Ordinal))
            .Sum(process => process.Value - before.GetValueOrDefault(process.Key)) / seconds;
        page.ShouldBeLessThan(LargestShare);
    }

    /// <summary>As much history as the page shows at first, made in some seconds; then all is at 1 Hz again.</summary>
    private void MakeHistory()
    {
        foreach (var topic in new[] { "system.cpu", "system.memory" })
            _machine.Sandbox.Run("set", topic, "interval", "10ms").ExitCode.ShouldBe(0);
        _machine.Sandbox.Run("watch", "system.cpu", "--count", $"{RangeSamples}").ExitCode.ShouldBe(0);
        foreach (var topic in new[] { "system.cpu", "system.memory" })
            _machine.Sandbox.Run("set", topic, "interval", "1s").ExitCode.ShouldBe(0);
    }

    private static async Task<Dictionary<string, double>> CpuSecondsAsync(Microsoft.Playwright.ICDPSession cdp)
    {
        var answer = (await cdp.SendAsync("SystemInfo.getProcessInfo"))!.Value;
        return answer.GetProperty("processInfo").EnumerateArray().ToDictionary(
            process => $"{process.GetProperty("type").GetString()} {process.GetProperty("id").GetInt32()}",
            process => process.GetProperty("cpuTime").GetDouble());
    }
}
