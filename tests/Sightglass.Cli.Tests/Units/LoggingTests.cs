using Microsoft.Extensions.Logging;
using Shouldly;
using Sightglass.Cli.Logging;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Services;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>What is said on stderr, and how.</summary>
public sealed class LoggingTests
{
    [Theory]
    [InlineData("8:77", "socket:[77]", true)]
    [InlineData("8:77", "socket:[78]", false)]
    [InlineData("8:77", "/dev/pts/0", false)]
    [InlineData("8:", "socket:[]", false)]
    [InlineData("77", "socket:[77]", false)]
    [InlineData("", "socket:[77]", false)]
    [InlineData(null, "socket:[77]", false)]
    [InlineData("8:77", null, false)]
    public void The_journal_is_meant_only_if_its_stream_is_stderr(
        string? variable, string? standardError, bool isReading) =>
        Journal.IsReading(variable, standardError).ShouldBe(isReading);

    [Fact]
    public void A_level_is_a_priority_of_the_journal() =>
        string.Concat(Enum.GetValues<LogLevel>().Select(Journal.PriorityOf)).ShouldBe("<7><7><6><4><3><2><7>");

    [Fact]
    public void A_message_is_one_line_and_what_is_below_the_level_is_none()
    {
        using var said = new StringWriter { NewLine = "\n" };
        var log = new LineLogger(LogLevel.Warning, (level, line) => said.WriteLine(Journal.PriorityOf(level) + line));
        log.Fails("a.topic", "It is broken.\nReally.");
        log.Publishes("a.topic", "1s");
        log.Works("a.topic");
        said.ToString().ShouldBe("<3>a.topic: It is broken. Really.\n<4>a.topic works again.\n");
    }

    [Fact]
    public void A_fault_is_told_once_and_another_reason_only_to_those_who_want_to_know_more()
    {
        using StringWriter quiet = new() { NewLine = "\n" }, verbose = new() { NewLine = "\n" };
        foreach (var (said, least) in new[] { (quiet, LogLevel.Warning), (verbose, LogLevel.Information) })
        {
            var faults = new FaultLog(new LineLogger(least, (_, line) => said.WriteLine(line)));
            foreach (var fault in (string?[])[null, "one", "one", "two", null, null]) faults.Note("t", fault);
        }
        quiet.ToString().ShouldBe("t: one\nt works again.\n");
        verbose.ToString().ShouldBe("t: one\nt fails for another reason now: two\nt works again.\n");
    }

    [Theory]
    [InlineData("30000000", null, 15_000)]
    [InlineData("1", null, 1)]
    [InlineData("30000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("-5", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    [InlineData("9223372036854775807", "", int.MaxValue)]
    public void A_watchdog_is_told_twice_as_often_as_it_asks_and_only_if_it_watches_this_process(
        string? microseconds, string? pid, int? expectedMs) =>
        SystemdNotice.AliveMsOf(microseconds, pid).ShouldBe(expectedMs);

    [Fact]
    public void The_publishers_topic_has_the_present_fault_of_each_topic_cut_to_its_room()
    {
        TickCounts[] ticks = [new("a"), new("b") { Fault = new string('x', 200) }];
        using var topic = new PublisherTopic(ticks);
        var sample = OwnTopics.Publish(topic.Schema, 2, publisher =>
        {
            topic.Read().ShouldBeNull();
            using var draft = publisher.Begin();
            topic.Fill(draft);
            draft.Commit();
        })[0];
        var fault = topic.Schema["sightglass.publisher.topic.fault"];
        sample[fault, 0].ToString().ShouldBe("");
        sample[fault, 1].ToString().ShouldBe(new string('x', 96));
    }
}
