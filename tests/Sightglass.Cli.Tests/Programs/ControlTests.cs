using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>A running publisher is asked, changed, paused, and says who watches.</summary>
public sealed class ControlTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void The_interval_of_a_running_publisher_is_changed_and_all_see_it()
    {
        _sandbox.StartPublisher("--interval", "1h");
        var set = _sandbox.Run("set", "system.cpu", "interval", "50ms");
        set.ErrorText.ShouldBe("");
        set.ExitCode.ShouldBe(0);
        set.Text.ShouldStartWith("system.cpu: every 50ms; sensors cpu memory (pid ");
        _sandbox.Run("list").Text.ShouldContain("50ms");
        // At the old interval this would take hours.
        _sandbox.Run("watch", "system.cpu", "--count", "5", "--wait", "10s").Lines.Count.ShouldBe(5);
        _sandbox.Run("set", "system.memory", "interval", "70ms").Text.ShouldContain("system.memory: every 70ms");
        _sandbox.Run("call", "system.cpu", "ping").Text.ShouldContain("\"interval\":\"50ms\"");
    }

    [Fact]
    public void A_value_out_of_range_is_refused_with_the_range_and_changes_nothing()
    {
        _sandbox.StartPublisher("--interval", "200ms");
        var refused = _sandbox.Run("set", "system.cpu", "interval", "1ms");
        refused.ExitCode.ShouldBe(ExitCode.CallRefused);
        refused.Errors.ShouldHaveSingleItem().ShouldBe("sightglass: The interval of 'system.cpu' is 10ms to 1h, not 1ms.");
        refused.Lines.ShouldBeEmpty();
        _sandbox.Run("set", "system.cpu", "interval", "soon").ExitCode.ShouldBe(ExitCode.CallRefused);
        _sandbox.Run("call", "system.cpu", "ping").Text.ShouldContain("\"interval\":\"200ms\"");
    }

    [Fact]
    public void A_paused_topic_says_so_and_goes_on_after_resume_without_a_value_across_the_pause()
    {
        _sandbox.StartPublisher("--interval", "50ms");
        _sandbox.Run("pause", "system.cpu").Text.ShouldContain("paused");
        _sandbox.Run("list").Text.ShouldMatch(@"system\.cpu +paused");
        _sandbox.Run("list").Text.ShouldMatch(@"system\.memory +live");
        var watch = _sandbox.Start("watch", "system.cpu");
        _sandbox.Run("resume", "system.cpu").Text.ShouldNotContain("paused");
        watch.WaitForLines(3);
        _sandbox.Run("list").Text.ShouldMatch(@"system\.cpu +live");
    }

    [Fact]
    public void Sensors_are_switched_on_and_off_while_the_publisher_runs()
    {
        _sandbox.StartPublisher("--interval", "100ms");
        _sandbox.Run("sensors", "off", "memory").Text.ShouldContain("sensors cpu (pid ");
        _sandbox.Run("describe", "system.memory").ExitCode.ShouldBe(ExitCode.NoSuchTopic);
        _sandbox.Run("sensors", "on", "memory").Text.ShouldContain("sensors cpu memory (pid ");
        _sandbox.Run("watch", "system.memory", "--count", "2", "--wait", "10s").ExitCode.ShouldBe(0);

        var itself = _sandbox.Run("sensors", "off", "cpu", "--topic", "system.cpu");
        itself.ExitCode.ShouldBe(ExitCode.CallRefused);
        itself.ErrorText.ShouldContain("cannot switch itself off");
        _sandbox.Run("sensors", "on", "nosuch").ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void A_publisher_that_takes_no_calls_says_so()
    {
        _sandbox.StartPublisher("--calls", "off");
        var refused = _sandbox.Run("ping", "system.cpu");
        refused.ExitCode.ShouldBe(ExitCode.CallRefused);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("takes no calls");
        var wrong = _sandbox.Run("publish", "--calls", "everyone");
        wrong.ExitCode.ShouldBe(ExitCode.Usage);
        wrong.ErrorText.ShouldContain("--access everyone");
    }

    [Fact]
    public void A_call_carries_json_and_says_what_is_wrong_with_it()
    {
        _sandbox.StartPublisher();
        using var state = JsonDocument.Parse(_sandbox.Run("call", "system.cpu", "interval", """{"interval":"2s"}""").Text);
        state.RootElement.GetProperty("interval").GetString().ShouldBe("2s");
        var broken = _sandbox.Run("call", "system.cpu", "interval", "{");
        broken.ExitCode.ShouldBe(ExitCode.Usage);
        broken.Errors.ShouldHaveSingleItem().ShouldContain("no JSON");
        var unknown = _sandbox.Run("call", "system.cpu", "interval", """{"intervall":"2s"}""");
        unknown.ExitCode.ShouldBe(ExitCode.CallRefused);
        var verb = _sandbox.Run("call", "system.cpu", "dance");
        verb.ExitCode.ShouldBe(ExitCode.CallRefused);
        verb.Errors.ShouldHaveSingleItem().ShouldContain("it has: interval, pause, ping, resume, sensor");
        _sandbox.Run("call", "nosuch", "ping").ExitCode.ShouldBe(ExitCode.NoSuchTopic);
    }

    [Fact]
    public void The_list_shows_who_watches_what_and_how_far_behind()
    {
        _sandbox.StartPublisher("--interval", "50ms");
        _sandbox.Run("list", "--peers").Lines.Count.ShouldBe(1); // the heading
        var watch = _sandbox.Start("watch", "system.memory");
        watch.WaitForLines(2);
        var peers = _sandbox.Run("list", "--peers");
        peers.Lines.Count.ShouldBe(2);
        peers.Lines[1].ShouldMatch(@"^system\.memory +\S+ \d+ +20\d\d-\S+Z +\d+ +\S+$");
        using var json = JsonDocument.Parse(_sandbox.Run("list", "--peers", "--output", "json").Text);
        json.RootElement[0].GetProperty("topic").GetString().ShouldBe("system.memory");
        json.RootElement[0].GetProperty("behind").GetInt64().ShouldBeInRange(0, 20);
        watch.Kill();
        Eventually.True(() => _sandbox.Run("list", "--peers").Lines.Count == 1, () => "a killed viewer is gone from the list");
    }

    [Fact]
    public void While_nobody_watches_it_measures_seldom_and_with_a_viewer_at_once_as_often_as_asked()
    {
        _sandbox.StartPublisher("--interval", "50ms", "--idle-interval", "1h");
        var before = Samples();
        // Each takes longer than some intervals, and a list is nobody who watches.
        for (var i = 0; i < 3; i++) _sandbox.Run("list").ExitCode.ShouldBe(0);
        Eventually.True(() => _sandbox.Run("list").Text.Contains("1h", StringComparison.Ordinal), () => "the idle interval is announced");
        (Samples() - before).ShouldBeLessThan(3);
        var watch = _sandbox.Start("watch", "system.memory");
        watch.WaitForLines(10);
        _sandbox.Run("list").Text.ShouldContain("50ms");
    }

    private long Samples()
    {
        using var json = JsonDocument.Parse(_sandbox.Run("list", "--output", "json").Text);
        return json.RootElement.EnumerateArray().Sum(topic => topic.GetProperty("samples").GetInt64());
    }

    [Fact]
    public void A_ping_says_how_soon_the_publisher_answers()
    {
        _sandbox.StartPublisher();
        var ping = _sandbox.Run("ping", "system.memory");
        ping.ExitCode.ShouldBe(0);
        var words = ping.Lines[1].Split(' ');
        words[0].ShouldBe("100");
        double.Parse(words[Array.IndexOf(words, "within") + 1], CultureInfo.InvariantCulture).ShouldBeInRange(0.1, 1_000_000);
    }
}
