using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>A publisher starts as its file says, and what is changed while it runs can be kept there.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    private RunningProgram Publish(params string[] options)
    {
        var publisher = _sandbox.Start(["publish", .. options]);
        publisher.WaitForLine("Publishing");
        return publisher;
    }

    [Fact]
    public void A_publisher_starts_as_the_users_file_says_and_options_win()
    {
        _sandbox.Configure("""
            [publish]
            sensors = ["cpu", "memory"]
            interval = "100ms"
            [publish.intervals]
            memory = "70ms"
            [top]
            anything = "of another command"
            """);
        var publisher = Publish();
        publisher.WaitForLine("Publishing system.cpu every 100ms, system.memory every 70ms to this user");
        publisher.Kill();
        Publish("--interval", "2s").WaitForLine("Publishing system.cpu every 2s, system.memory every 2s");
    }

    [Fact]
    public void The_file_can_be_named_by_an_option_or_in_the_environment()
    {
        var (file, other) = (_sandbox.ConfigurationDirectory + "/a.toml", _sandbox.ConfigurationDirectory + "/b.toml");
        _sandbox.Configure("[publish]\ninterval = \"1h\"");
        File.WriteAllText(file, "[publish]\ninterval = \"3s\"");
        File.WriteAllText(other, "[publish]\ninterval = \"4s\"");
        _sandbox.Run("publish", "--print-config").Text.ShouldContain("interval = \"1h\"  # ");
        _sandbox.Environment["SIGHTGLASS_CONFIG"] = other;
        _sandbox.Run("publish", "--print-config").Text.ShouldContain("interval = \"4s\"  # ");
        _sandbox.Run("publish", "--print-config", "--config", file).Text
            .ShouldContain($"interval = \"3s\"  # {file}:2:12");
        _sandbox.Environment["SIGHTGLASS_CONFIG"] = file + ".not";
        var refused = _sandbox.Run("publish");
        refused.ExitCode.ShouldBe(ExitCode.Usage);
        refused.Errors.ShouldHaveSingleItem()
            .ShouldBe($"sightglass: There is no file '{file}.not' ($SIGHTGLASS_CONFIG).");
    }

    [Theory]
    [InlineData("[publish]\nintervall = 1", ":2:1: [publish] has no key 'intervall'")]
    [InlineData("[publish]\ninterval = \"1ms\"", ":2:12: 'interval' is 10ms to 1h, not \"1ms\".")]
    [InlineData("[publish", ":1:9: This is no TOML: ")]
    public void A_fault_is_one_line_with_its_place(string text, string message)
    {
        _sandbox.Configure(text);
        var refused = _sandbox.Run("publish");
        refused.ExitCode.ShouldBe(ExitCode.Usage);
        refused.Lines.ShouldBeEmpty();
        refused.Errors.ShouldHaveSingleItem().ShouldStartWith($"sightglass: {_sandbox.ConfigurationPath}{message}");
    }

    [Fact]
    public void What_is_set_with_persist_is_what_the_next_publisher_starts_with()
    {
        _sandbox.Configure("# mine\n[publish]\nsensors = [\"cpu\"]   # few\n");
        var publisher = Publish();
        var set = _sandbox.Run("set", "system.cpu", "interval", "0.05s", "--persist");
        set.ErrorText.ShouldBe("");
        set.Lines[1].ShouldBe($"written to {_sandbox.ConfigurationPath}: [publish.intervals] cpu = \"50ms\"");
        _sandbox.Run("sensors", "on", "memory", "--persist").Lines[1].ShouldContain("sensors = [\"cpu\", \"memory\"]");
        publisher.Kill();
        Publish().WaitForLine("Publishing system.cpu every 50ms, system.memory every 1s to this user");
        File.ReadAllText(_sandbox.ConfigurationPath).ShouldBe(
            "# mine\n[publish]\nsensors = [\"cpu\", \"memory\"]   # few\n\n[publish.intervals]\ncpu = \"50ms\"\n");
    }

    [Fact]
    public void Without_persist_nothing_is_written_nor_when_the_publisher_refuses()
    {
        _sandbox.StartPublisher();
        _sandbox.Run("set", "system.cpu", "interval", "70ms").ExitCode.ShouldBe(0);
        _sandbox.Run("set", "system.cpu", "interval", "1ms", "--persist").ExitCode.ShouldBe(ExitCode.CallRefused);
        _sandbox.Run("sensors", "off", "cpu", "--topic", "system.cpu", "--persist")
            .ExitCode.ShouldBe(ExitCode.CallRefused);
        _sandbox.Run("set", "system.disk", "interval", "5s", "--persist").ExitCode.ShouldBe(ExitCode.NoSuchTopic);
        File.Exists(_sandbox.ConfigurationPath).ShouldBeFalse();
    }

    [Fact]
    public void A_file_with_a_fault_keeps_the_running_publisher_as_it_is()
    {
        _sandbox.StartPublisher("--interval", "200ms");
        _sandbox.Configure("[publish");
        _sandbox.Run("set", "system.cpu", "interval", "50ms", "--persist").ExitCode.ShouldBe(ExitCode.Usage);
        _sandbox.Run("call", "system.cpu", "ping").Text.ShouldContain("\"interval\":\"200ms\"");
        File.ReadAllText(_sandbox.ConfigurationPath).ShouldBe("[publish");
    }

    [LinuxTheory]
    [InlineData("/")]
    [InlineData("/dev/null/")]
    public void A_file_that_cannot_be_keeps_the_running_publisher_as_it_is(string path)
    {
        _sandbox.StartPublisher("--interval", "200ms");
        var refused = _sandbox.Run("set", "system.cpu", "interval", "50ms", "--persist", "--config", path);
        refused.ExitCode.ShouldBe(ExitCode.Usage);
        refused.Errors.ShouldHaveSingleItem().ShouldStartWith($"sightglass: '{path}' is a ");
        _sandbox.Run("call", "system.cpu", "ping").Text.ShouldContain("\"interval\":\"200ms\"");
    }

    [Fact]
    public void Who_writes_another_file_than_the_publisher_has_read_is_told()
    {
        var own = _sandbox.ConfigurationDirectory + "/own.toml";
        _sandbox.Configure("");
        File.WriteAllText(own, "[publish]\nsensors = [\"cpu\"]");
        Publish("--config", own);
        var set = _sandbox.Run("set", "system.cpu", "interval", "50ms", "--persist");
        set.Errors.ShouldHaveSingleItem().ShouldContain(Path.GetFullPath(own));
        File.ReadAllText(own).ShouldNotContain("50ms");
        _sandbox.Run("set", "system.cpu", "interval", "60ms", "--persist", "--config", own).Errors.ShouldBeEmpty();
        File.ReadAllText(own).ShouldContain("cpu = \"60ms\"");
    }
}
