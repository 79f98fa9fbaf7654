using System.Globalization;
using System.Text.Json;
using Shouldly;
using Sightglass.Cli.Tests;
using Sightglass.Cli.Tests.Programs;
using Xunit;

namespace Sightglass.Page.Tests;

/// <summary>What stands on the page is what was published, sample by sample.</summary>
public sealed class ValuesTests(Browser browser) : IDisposable
{
    private const int ComparedSamples = 4;

    private readonly ServedMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [PageFact]
    public async Task The_values_on_the_page_are_those_of_the_sample_whose_number_it_shows()
    {
        var watching = _machine.Sandbox.Start("watch", "system.cpu", "system.memory", "--output", "ndjson", "--from-start");
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        var last = 0L;
        for (var compared = 0; compared < ComparedSamples; compared++)
        {
            await open.WaitForNumberAsync("system.cpu", last + 1);
            var cpu = await ReadAsync(open, "system.cpu");
            last = cpu.Number;
            var sample = Values(watching, "system.cpu", cpu.Number);
            Percent(cpu.Headline).ShouldBe(sample["system.cpu.utilization"], 0.00051);
            foreach (var mode in new[] { "user", "system", "nice", "iowait", "irq", "softirq", "steal" })
                Percent(cpu.Legend[mode]).ShouldBe(sample[$"system.cpu.utilization.{mode}"], 0.00051, mode);

            var memory = await ReadAsync(open, "system.memory");
            var used = Values(watching, "system.memory", memory.Number)["system.memory.used"];
            Bytes(memory.Headline).ShouldBe(used, used * 0.006);
            Bytes(memory.Legend["used"]).ShouldBe(used, used * 0.006);
        }
        open.Faults.ShouldBeEmpty();
    }

    [PageFact]
    public async Task All_fields_are_there_when_they_are_unfolded()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        var section = open.Section("system.memory");
        await section.Locator("summary").ClickAsync();
        var total = section.Locator("td[data-field='system.memory.total']");
        await open.EventuallyAsync(async () => (await total.TextContentAsync())!.EndsWith("iB", StringComparison.Ordinal),
            "the total memory");
        using var http = new HttpClient();
        using var described = JsonDocument.Parse(await http.GetStringAsync($"{_machine.Url}/api/topics/system.memory"));
        (await section.Locator("td[data-field]").CountAsync())
            .ShouldBe(described.RootElement.GetProperty("fields").GetArrayLength());
        var bytes = (double)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        Bytes((await total.TextContentAsync())!).ShouldBeGreaterThan(bytes * 0.5);
    }

    /// <summary>What a section says, all of one instant: the page cannot draw while it is read.</summary>
    private static async Task<Shown> ReadAsync(OpenPage open, string topic)
    {
        var json = await open.Page.EvaluateAsync<string>("""
            topic => {
              const section = document.querySelector(`section[data-topic='${topic}']`), panel = section.querySelector('.panel');
              const legend = [...panel.querySelectorAll('.legend li')].map(item =>
                [item.querySelector('.label').textContent, item.querySelector('.value').textContent]);
              return JSON.stringify({
                number: Number(section.querySelector('.number').textContent.match(/\d+/)[0]),
                headline: panel.querySelector('.headline').textContent, legend: Object.fromEntries(legend) });
            }
            """, topic);
        using var shown = JsonDocument.Parse(json);
        var root = shown.RootElement;
        return new(root.GetProperty("number").GetInt64(), root.GetProperty("headline").GetString()!,
            root.GetProperty("legend").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!));
    }

    /// <summary>What the program itself says of a sample.</summary>
    private static Dictionary<string, double> Values(RunningProgram watching, string topic, long number)
    {
        string? line = null;
        Eventually.True(() => (line = Array.Find(watching.Lines, l =>
            l.Contains($"\"topic\":\"{topic}\"", StringComparison.Ordinal)
            && l.Contains($"\"number\":{number},", StringComparison.Ordinal))) is not null, () => $"sample {number} of {topic}");
        using var sample = JsonDocument.Parse(line!);
        return sample.RootElement.GetProperty("values").EnumerateObject()
            .Where(value => value.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(value => value.Name, value => value.Value.GetDouble());
    }

    private static double Percent(string text) => Number(text) / 100;

    private static double Bytes(string text) =>
        Number(text) * Math.Pow(1024, Array.IndexOf(["B", "KiB", "MiB", "GiB", "TiB"], text.Split(' ')[1]));

    private static double Number(string text) => double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    private sealed record Shown(long Number, string Headline, Dictionary<string, string> Legend);
}
