using Shouldly;
using Sightglass;
using Xunit;

namespace Sightglass.Page.Tests;

/// <summary>A topic that the page has never heard of.</summary>
public sealed class StrangerTests(Browser browser) : IDisposable
{
    private const int Plates = 40;

    private readonly ServedMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [PageFact]
    public async Task A_strangers_topic_appears_by_itself_with_panels_made_from_its_schema()
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url);
        await open.WaitForNumberAsync("system.cpu", 1);
        using var publishing = new CancellationTokenSource();
        var boiler = PublishAsync(_machine.Sandbox.Directory, publishing.Token);
        var section = open.Section("boiler");
        await section.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await section.ScrollIntoViewIfNeededAsync();
        await open.EventuallyAsync(async () =>
        {
            var text = await section.InnerTextAsync();
            return text.Contains("81.3 °C", StringComparison.Ordinal) && text.Contains("40.0 %", StringComparison.Ordinal)
                && text.Contains("heating", StringComparison.Ordinal) && text.Contains("turns/s", StringComparison.Ordinal);
        }, "the boiler's values with their units");
        (await section.Locator(".panel.heat").CountAsync()).ShouldBe(1);
        await publishing.CancelAsync();
        await boiler;
        await open.EventuallyAsync(async () => await section.GetAttributeAsync("data-state") is "stopped" or "gone", "its end");
        open.Faults.ShouldBeEmpty();
    }

    private static async Task PublishAsync(string directory, CancellationToken cancel)
    {
        Environment.SetEnvironmentVariable("SIGHTGLASS_DIR", directory);
        var schema = new SchemaBuilder()
            .Add("boiler.temperature", FieldType.Float64, "Cel")
            .Add("boiler.level", FieldType.Float64, "1")
            .Add("boiler.turns", FieldType.UInt64, "{turn}", FieldKind.Counter)
            .Add("boiler.plate.temperature", FieldType.Float64, "Cel", length: Plates)
            .AddText("boiler.mode", 16)
            .Build();
        using var publisher = Publisher.Create("boiler", schema, new() { History = 100 });
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var count = 0ul; !cancel.IsCancellationRequested; count++)
        {
            Publish(publisher, count);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static void Publish(Publisher publisher, ulong count)
    {
        using var draft = publisher.Begin();
        draft.Float64s(publisher.Schema["boiler.temperature"])[0] = 81.25;
        draft.Float64s(publisher.Schema["boiler.level"])[0] = 0.4;
        draft.UInt64s(publisher.Schema["boiler.turns"])[0] = count * 7;
        draft.Float64s(publisher.Schema["boiler.plate.temperature"]).Fill(60);
        draft.SetText(publisher.Schema["boiler.mode"], "heating");
        draft.Commit();
    }
}
