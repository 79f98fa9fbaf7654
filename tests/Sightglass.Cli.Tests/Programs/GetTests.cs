using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What <c>get</c> prints, and what it ends with.</summary>
public sealed class GetTests : IDisposable
{
    /// <summary>The cost of a topic that a publisher of one topic has not.</summary>
    private const string NeverAvailable = "sightglass.publisher.topic.tick.count[3]";

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void A_field_by_itself_is_its_exact_number_alone()
    {
        _sandbox.StartPublisher("--interval", "1h");
        var total = _sandbox.Run("get", "system.memory.total");
        (total.ExitCode, total.Errors.Count).ShouldBe((0, 0));
        var watched = _sandbox.Run("watch", "system.memory", "--count", "1", "--output", "csv").Lines[1];
        total.Text.ShouldBe(watched.Split(',')[3]);
    }

    [Fact]
    public void The_first_samples_missing_utilization_is_waited_for()
    {
        _sandbox.StartPublisher("--interval", "2s");
        var got = _sandbox.Run("get", "system.cpu.utilization", "--wait", "30s");
        (got.ExitCode, got.Errors.Count).ShouldBe((0, 0));
        double.Parse(got.Text, CultureInfo.InvariantCulture).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void A_value_that_is_not_available_is_no_zero_and_decides_no_condition()
    {
        _sandbox.StartPublisher("--sensors", "publisher", "--interval", "1s");
        var got = _sandbox.Run("get", NeverAvailable);
        (got.ExitCode, got.Text, got.Errors.Count).ShouldBe((0, "n/a", 0));
        using var json = JsonDocument.Parse(_sandbox.Run("get", NeverAvailable, "--output", "json").Text);
        json.RootElement[0].GetProperty("values").GetProperty(NeverAvailable).ValueKind.ShouldBe(JsonValueKind.Null);

        var undecided = _sandbox.Run("get", "--fail-if", NeverAvailable + ">2");
        (undecided.ExitCode, undecided.Text).ShouldBe((ExitCode.RuntimeError, "n/a"));
        undecided.Errors.ShouldHaveSingleItem()
            .ShouldBe($"sightglass: cannot decide '{NeverAvailable}>2': {NeverAvailable} is not available.");
    }

    [Fact]
    public void An_array_is_a_line_per_element_and_an_element_a_line()
    {
        _sandbox.StartPublisher("--interval", "1h");
        var all = _sandbox.Run("get", "system.cpu.logical.online");
        all.ExitCode.ShouldBe(0);
        all.Lines.Count.ShouldBeGreaterThanOrEqualTo(1);
        _sandbox.Run("get", "system.cpu.logical.online[0]").Text.ShouldBe(all.Lines[0]);
    }

    [Fact]
    public void Topics_are_a_table_with_units_and_JSON_with_their_state()
    {
        _sandbox.StartPublisher("--interval", "200ms");
        var table = _sandbox.Run("get", "system.memory", "system.cpu.logical.count");
        table.ExitCode.ShouldBe(0);
        table.Lines[0].ShouldMatch("^NAME +VALUE  UNIT$");
        table.Lines[1].ShouldMatch(@"^system\.memory\.total +[\d.]+  [KMGT]iB$");
        table.Lines[^1].ShouldMatch(@"^system\.cpu\.logical\.count +\d+");

        using var json = JsonDocument.Parse(_sandbox.Run("get", "--output", "json").Text);
        json.RootElement.EnumerateArray().Select(topic => topic.GetProperty("topic").GetString())
            .ShouldBe(["system.cpu", "system.memory"]);
        var memory = json.RootElement[1];
        memory.GetProperty("state").GetString().ShouldBe("live");
        memory.GetProperty("ageSeconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        memory.GetProperty("number").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        memory.GetProperty("values").GetProperty("system.memory.total").GetDouble().ShouldBeGreaterThan(1e6);
    }

    [Fact]
    public void It_waits_for_a_publisher_that_starts_later()
    {
        var getting = _sandbox.Start("get", "system.memory.total", "--wait", "60s");
        _sandbox.StartPublisher("--interval", "50ms");
        var got = getting.End();
        (got.ExitCode, got.Lines.Count, got.Errors.Count).ShouldBe((0, 1, 0));
    }

    [Theory]
    [InlineData("get --wait off", "Start a publisher with `sightglass publish`")]
    [InlineData("get system.cpu.load --wait 50ms", "no topic or field 'system.cpu.load'. Start its publisher")]
    [InlineData("get --fail-if system.cpu.load>0 --wait off", "no topic or field 'system.cpu.load'.")]
    public void Without_a_publisher_it_ends_with_3_and_says_how_to_start_one(string commandLine, string part)
    {
        var refused = _sandbox.Run(commandLine.Split(' '));
        (refused.ExitCode, refused.Lines.Count).ShouldBe((ExitCode.NoSuchTopic, 0));
        refused.Errors.ShouldHaveSingleItem().ShouldContain(part);
    }

    [Theory]
    [InlineData("get system.cpu.utilisation", ExitCode.NoSuchTopic, "Close to it: utilization.")]
    [InlineData("get system.cpu.utilization[0]", ExitCode.NoSuchTopic, "single value")]
    [InlineData("get --fail-if system.memory.used>1%", ExitCode.Usage, "is in By")]
    [InlineData("get --fail-if system.memory>1", ExitCode.Usage, "name one of its fields")]
    public void A_field_that_cannot_be_is_said_in_one_line(string commandLine, int code, string part)
    {
        _sandbox.StartPublisher("--interval", "1h");
        var refused = _sandbox.Run(commandLine.Split(' '));
        (refused.ExitCode, refused.Lines.Count).ShouldBe((code, 0));
        refused.Errors.ShouldHaveSingleItem().ShouldContain(part);
    }

    [Fact]
    public void A_condition_that_is_met_ends_it_with_6_and_is_named_with_its_value()
    {
        _sandbox.StartPublisher("--interval", "200ms");
        var met = _sandbox.Run("get", "system.memory.total", "--fail-if", "total<1KiB", "--fail-if", "total>1KiB");
        met.ExitCode.ShouldBe(6);
        met.Errors.ShouldHaveSingleItem()
            .ShouldBe($"sightglass: condition met: total>1KiB (system.memory.total is {met.Lines[0]}).");
        met.Lines.Count.ShouldBe(1, "values are printed all the same");

        var passed = _sandbox.Run(
            "get", "--fail-if", "system.memory.total<1KiB", "--fail-if", "system.cpu.utilization>100%");
        (passed.ExitCode, passed.Errors.Count).ShouldBe((0, 0));
    }

    [LinuxFact]
    public void A_dead_publishers_values_are_printed_with_a_word_on_stderr_and_5()
    {
        var publisher = _sandbox.StartPublisher("--interval", "200ms");
        _sandbox.Run("get", "system.cpu.utilization").ExitCode.ShouldBe(0);
        publisher.Kill();
        var got = _sandbox.Run("get", "system.memory.total", "--wait", "off", "--fail-if", "system.memory.total>0");
        (got.ExitCode, got.Lines.Count).ShouldBe((ExitCode.PublisherGone, 1));
        got.Errors[0].ShouldMatch(
            $@"^sightglass: the publisher of system\.memory \(pid {publisher.Pid}\) died: its newest .+ old\.$");
        got.Errors[1].ShouldContain("cannot decide");
        _sandbox.Run("get").ExitCode.ShouldBe(ExitCode.NoSuchTopic, "the dead are not among all live topics");
    }

    [LinuxFact]
    public void Silence_is_said_and_decides_nothing()
    {
        var publisher = _sandbox.StartPublisher("--interval", "50ms");
        _sandbox.Run("watch", "system.memory", "--count", "2").ExitCode.ShouldBe(0);
        publisher.Signal("STOP");
        Eventually.True(() => _sandbox.Run("list").Lines.Any(line => line.StartsWith("system.memory  silent",
            StringComparison.Ordinal)), () => "silence");
        var got = _sandbox.Run("get", "system.memory.total", "--fail-if", "system.memory.total>0");
        (got.ExitCode, got.Lines.Count).ShouldBe((ExitCode.RuntimeError, 1));
        got.Errors[0].ShouldMatch(
            @"^sightglass: system\.memory is silent: its newest sample is .+ old, though its publisher");
        _sandbox.Run("get", "system.memory.total").ExitCode.ShouldBe(0, "the value is there, and its age is said");
        publisher.Signal("CONT");
    }

    [RootFact]
    public void What_only_another_user_publishes_is_named_with_its_owner()
    {
        _sandbox.StartPublisher("--interval", "1h");
        // The files of a living publisher, as if user 4242 had made them.
        var others = Path.Combine(_sandbox.Directory, "sightglass-4242");
        Directory.Move(Directory.GetDirectories(_sandbox.Directory)[0], others);
        using (var chown = Process.Start("chown", ["-R", "4242", others])) chown.WaitForExit();
        var refused = _sandbox.Run("get", "system.memory.total", "--wait", "off");
        refused.ExitCode.ShouldBe(ExitCode.NoSuchTopic);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("User 4242 publishes it: write 4242:system.memory.total.");

        // One's own that cannot be read is said if it is meant, and keeps nothing else from being read.
        var own = Directory.CreateDirectory(Path.Combine(_sandbox.Directory, "sightglass-0")).FullName;
        File.WriteAllText(Path.Combine(own, "system.memory.topic"), "rubbish");
        _sandbox.Run("get").Text.ShouldContain("\n4242:system.memory.total");
        _sandbox.Run("get", "4242:system.memory.total").ExitCode.ShouldBe(0);
        refused = _sandbox.Run("get", "system.memory.total", "--wait", "off");
        refused.ExitCode.ShouldBe(ExitCode.RuntimeError);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("Cannot open 'system.memory'");
    }

    [LinuxFact]
    public void A_closed_pipe_ends_it_quietly()
    {
        _sandbox.StartPublisher("--interval", "100ms");
        var ended = _sandbox.StartOther("sh", "-c", $"'{Sandbox.ProgramPath}' get | head -1").End();
        (ended.Lines.Count, ended.ErrorText).ShouldBe((1, ""));
    }
}
