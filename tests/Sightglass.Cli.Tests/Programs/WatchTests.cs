using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What <c>watch</c> writes while a publisher lives.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Samples_are_lines_of_text_of_JSON_and_of_csv()
    {
        _sandbox.StartPublisher("--interval", "100ms");
        var text = _sandbox.Run("watch", "system.memory", "--count", "3");
        (text.ExitCode, text.Lines.Count, text.Errors.Count).ShouldBe((0, 3, 0));
        text.Lines[0].ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z system\.memory total=\d+ available=");

        var json = _sandbox.Run("watch", "system.cpu", "--count", "3", "--output", "ndjson");
        (json.ExitCode, json.Lines.Count, json.Errors.Count).ShouldBe((0, 3, 0));
        var numbers = json.Lines.Select(Number).ToArray();
        numbers.ShouldBe([numbers[0], numbers[0] + 1, numbers[0] + 2]);

        var csv = _sandbox.Run("watch", "system.memory", "--count", "3", "--output", "csv");
        (csv.ExitCode, csv.Lines.Count, csv.Errors.Count).ShouldBe((0, 4, 0));
        csv.Lines[0].ShouldStartWith("time,number,lost,system.memory.total,system.memory.available,"
            + "system.memory.used,system.memory.utilization,");
        var values = csv.Lines[3].Split(',')[3..7]
            .Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        values[2].ShouldBe(values[0] - values[1]);
        values[3].ShouldBe(values[2] / values[0], 1e-9);
    }

    [Fact]
    public void Without_a_name_all_topics_are_watched()
    {
        _sandbox.StartPublisher("--interval", "100ms");
        var lines = _sandbox.Run("watch", "--count", "6").Text;
        lines.ShouldContain(" system.cpu ");
        lines.ShouldContain(" system.memory ");
    }

    [Fact]
    public void From_the_start_gives_the_history_from_its_first_sample()
    {
        _sandbox.StartPublisher("--interval", "20ms");
        _sandbox.Run("watch", "system.cpu", "--count", "10").ExitCode.ShouldBe(0);
        var all = _sandbox.Run("watch", "system.cpu", "--from-start", "--count", "10", "--output", "ndjson");
        all.Lines.Select(Number).ShouldBe(Enumerable.Range(0, 10).Select(i => (long)i));
        using var first = JsonDocument.Parse(all.Lines[0]);
        first.RootElement.GetProperty("values").GetProperty("system.cpu.utilization").ValueKind
            .ShouldBe(JsonValueKind.Null, "nothing is known before there is an interval");
    }

    [Fact]
    public void After_the_duration_it_ends_well()
    {
        _sandbox.StartPublisher("--interval", "100ms");
        var watched = _sandbox.Run("watch", "system.cpu", "--duration", "1s");
        (watched.ExitCode, watched.Errors.Count).ShouldBe((0, 0));
        watched.Lines.Count.ShouldBeInRange(2, 12);
    }

    [Fact]
    public void It_waits_for_a_publisher_that_starts_later()
    {
        var watching = _sandbox.Start("watch", "system.memory", "--wait", "30s", "--count", "2");
        _sandbox.StartPublisher("--interval", "50ms");
        var watched = watching.End();
        (watched.ExitCode, watched.Lines.Count, watched.Errors.Count).ShouldBe((0, 2, 0));
    }

    [LinuxTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void A_signal_ends_it_at_once(string signal)
    {
        _sandbox.StartPublisher("--interval", "1h");
        var watching = _sandbox.Start("watch", "system.cpu");
        watching.WaitForLines(1);
        watching.Signal(signal);
        var ended = watching.End(5_000);
        (ended.ExitCode, ended.Errors.Count).ShouldBe((ExitCode.Interrupted, 0));
    }

    [LinuxFact]
    public void A_signal_ends_it_while_it_waits_for_a_publisher()
    {
        var watching = _sandbox.StartOther("sh", "-c",
            $"'{Sandbox.ProgramPath}' watch nosuch --wait 1h & sleep 1; kill -TERM $!; wait $!");
        watching.End(10_000).ExitCode.ShouldBe(ExitCode.Interrupted);
    }

    [LinuxTheory]
    [InlineData("watch system.cpu | head -1", 1)]
    [InlineData("watch system.cpu --output csv | head -1", 1)]
    [InlineData("watch --output ndjson --from-start | head -2", 2)]
    [InlineData("list | true", 0)]
    [InlineData("list --output json | true", 0)]
    [InlineData("describe system.cpu | true", 0)]
    [InlineData("top | head -1", 1)]
    [InlineData("--help | true", 0)]
    public void A_closed_pipe_ends_it_quietly(string pipeline, int lines)
    {
        _sandbox.StartPublisher("--interval", "100ms");
        var ended = _sandbox.StartOther("sh", "-c", $"'{Sandbox.ProgramPath}' {pipeline}").End(10_000);
        (ended.Lines.Count, ended.ErrorText).ShouldBe((lines, ""));
    }

    [LinuxFact]
    public void Output_into_a_file_is_whole()
    {
        _sandbox.StartPublisher("--interval", "20ms");
        var file = Path.Combine(_sandbox.Directory, "out.csv");
        var command = $"'{Sandbox.ProgramPath}' watch system.memory --count 20 --output csv > '{file}'";
        _sandbox.StartOther("sh", "-c", command).End();
        File.ReadAllText(file).Split('\n').Length.ShouldBe(22);
    }

    private static long Number(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("number").GetInt64();
    }
}
