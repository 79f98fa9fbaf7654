using System.Text.Json;
using Shouldly;
using Sightglass.Cli.Measuring;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>Which sensors are used, and what their topics look like from another process.</summary>
public sealed class SensorsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Each_sensor_is_listed_with_what_it_is()
    {
        var list = _sandbox.Run("publish", "--list-sensors");
        (list.ExitCode, list.Errors.Count).ShouldBe((0, 0));
        foreach (var kind in SensorKind.All) list.Lines.Any(l => l.StartsWith(kind.Name + " ", StringComparison.Ordinal)).ShouldBeTrue(kind.Name);
        list.Lines.Any(l => l.StartsWith("processes ", StringComparison.Ordinal) && l.Contains("when named", StringComparison.Ordinal)).ShouldBeTrue();
        _sandbox.Run("list").Lines.Count.ShouldBeLessThanOrEqualTo(1, "nothing was published");
    }

    [Fact]
    public void Without_names_it_measures_what_the_machine_has_but_not_processes()
    {
        _sandbox.Start("publish", "--interval", "200ms").WaitForLine("Publishing");
        var topics = Topics();
        topics.ShouldContain("system.cpu");
        topics.ShouldContain("system.memory");
        topics.ShouldContain("sightglass.publisher");
        topics.ShouldNotContain("system.processes");
        if (OperatingSystem.IsLinux()) topics.ShouldContain("system.network");
    }

    [Fact]
    public void Slow_sensors_are_not_read_oftener_than_their_least_interval()
    {
        var greeting = _sandbox.Start("publish", "--sensors", "cpu,publisher,processes", "--interval", "100ms")
            .WaitForLine("Publishing");
        greeting.ShouldContain("system.cpu every 100ms,");
        greeting.ShouldContain("system.processes every 2s,");
        greeting.ShouldContain("sightglass.publisher every 1s");
    }

    [Fact]
    public void The_busiest_processes_are_told_with_their_names()
    {
        _sandbox.StartPublisher("--sensors", "processes", "--processes", "3");
        var line = _sandbox.Run("watch", "system.processes", "--count", "1", "--output", "ndjson").Lines.Single();
        using var json = JsonDocument.Parse(line);
        var values = json.RootElement.GetProperty("values");
        values.GetProperty("system.processes.count").GetDouble().ShouldBeGreaterThan(0);
        values.GetProperty("system.processes.by_memory.pid").GetArrayLength().ShouldBe(3);
        values.GetProperty("system.processes.by_memory.name")[0].GetString().ShouldNotBeNullOrEmpty();
        values.GetProperty("system.processes.by_memory.memory.usage")[0].GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_publisher_tells_what_it_costs()
    {
        _sandbox.StartPublisher("--sensors", "cpu,publisher", "--interval", "100ms");
        var lines = _sandbox.Run("watch", "sightglass.publisher", "--count", "3", "--from-start", "--output", "ndjson").Lines;
        using var json = JsonDocument.Parse(lines[2]);
        var values = json.RootElement.GetProperty("values");
        values.GetProperty("sightglass.publisher.cpu.usage").GetDouble().ShouldBeInRange(0, 1);
        values.GetProperty("sightglass.publisher.memory.usage").GetDouble().ShouldBeGreaterThan(1 << 20);
        values.GetProperty("sightglass.publisher.topic.name").EnumerateArray().Select(n => n.GetString())
            .Where(name => name != "").ShouldBe(["system.cpu", "sightglass.publisher"]); // room for all that may be switched on
        values.GetProperty("sightglass.publisher.topic.tick.count")[0].GetDouble().ShouldBeGreaterThan(3);
        values.GetProperty("sightglass.publisher.topic.tick.duration")[0].GetDouble().ShouldBeGreaterThan(0);
    }

    [LinuxFact]
    public void A_publisher_for_viewers_lives_while_any_of_its_topics_is_watched()
    {
        var publisher = _sandbox.Start("publish", "--while-watched", "--interval", "200ms");
        var watching = _sandbox.Start("watch", "system.network", "--wait", "30s");
        watching.WaitForLines(1);
        _sandbox.Run("watch", "system.cpu", "--count", "3").ExitCode.ShouldBe(0);
        // Twice as long as it lives on when nobody watches.
        watching.WaitForLines(watching.Lines.Length + 7);
        publisher.HasEnded.ShouldBeFalse();
        watching.Kill();
        publisher.End(15_000).ExitCode.ShouldBe(0);
    }

    private string?[] Topics()
    {
        using var json = JsonDocument.Parse(_sandbox.Run("list", "--output", "json").Text);
        return [.. json.RootElement.EnumerateArray().Select(t => t.GetProperty("name").GetString())];
    }
}
