using CsCheck;
using Shouldly;
using Sightglass.Cli.Configuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>What stands in a configuration file, and what is said about one that is wrong.</summary>
public sealed class ConfigurationFileTests
{
    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(10), _most = TimeSpan.FromHours(1);

    private static ConfigurationSection Publish(string text) =>
        ConfigurationFile.Parse("c.toml", text).Section("publish");

    [Theory]
    [InlineData("[publish]\ninterval = \"250ms\"")]
    [InlineData("publish.interval = \"250ms\"")]
    [InlineData("publish = { interval = \"250ms\" }")]
    [InlineData("[publish]\n\"interval\" = '250ms' # quoted, and with a comment")]
    [InlineData("\r\n[ publish ]\r\ninterval=\"250ms\"\r\n")]
    public void A_value_is_read_from_each_form_of_toml(string text) =>
        Publish(text)["interval"]!.Duration(_least, _most).ShouldBe(TimeSpan.FromMilliseconds(250));

    [Fact]
    public void Values_have_types_and_lists_have_elements_with_places()
    {
        var section = Publish("[publish]\nprocesses = 7\nwide = true\n"
            + "sensors = [\"cpu\",\n  'memory']\naccess = \"owner\"");
        section["processes"]!.Whole(1, 100).ShouldBe(7);
        section["wide"]!.Switch().ShouldBeTrue();
        section["sensors"]!.Items().Select(i => i.Text()).ShouldBe(["cpu", "memory"]);
        section["sensors"]!.Items()[1].Place.ShouldBe("c.toml:5:3");
        section["access"]!.OneOf("owner", "everyone").ShouldBe("owner");
        section["missing"].ShouldBeNull();
        Publish("")["interval"].ShouldBeNull();
    }

    [Theory]
    [InlineData("[publish]\ninterval = 1", "c.toml:2:12: 'interval' takes a time in quotes, a number with")]
    [InlineData("[publish]\ninterval = \"soon\"",
        "c.toml:2:12: 'interval' takes a number with ms, s, m or h behind it, as in 250ms or 10m, not \"soon\".")]
    [InlineData("[publish]\ninterval = \"1ms\"", "c.toml:2:12: 'interval' is 10ms to 1h, not \"1ms\".")]
    [InlineData("[publish.interval]\nx = 1", "c.toml:2:1: 'interval' is a value of [publish], not a section.")]
    public void A_time_that_is_none_is_refused_with_its_place(string text, string message) =>
        Should.Throw<UsageException>(() => Publish(text)["interval"]?.Duration(_least, _most))
            .Message.ShouldStartWith(message);

    [Theory]
    [InlineData("processes = \"7\"", "c.toml:2:13: 'processes' takes a whole number, 1 to 100, not \"7\".")]
    [InlineData("processes = 0", "c.toml:2:13: 'processes' is 1 to 100, not 0.")]
    [InlineData("processes = 9223372036854775807", "c.toml:2:13: 'processes' is 1 to 100, not 9223372036854775807.")]
    [InlineData("processes = 7.5", "c.toml:2:13: 'processes' takes a whole number, 1 to 100, not 7.5.")]
    public void A_number_that_is_none_is_refused_with_its_place(string line, string message) =>
        Should.Throw<UsageException>(() => Publish($"[publish]\n{line}")["processes"]!.Whole(1, 100))
            .Message.ShouldBe(message);

    [Theory]
    [InlineData("[publish]\nintervall = 1", "c.toml:2:1: [publish] has no key 'intervall'; it has: interval, sensors.")]
    [InlineData("[publish.inner]\n[publish.intervals]",
        "c.toml:1:2: There is no section [publish.inner]; there are: [publish], [publish.intervals].")]
    [InlineData("[publish]\nintervals = 1",
        "c.toml:2:1: 'intervals' is a section: write [publish.intervals], and its keys below.")]
    public void A_key_that_is_unknown_is_refused_with_those_there_are(string text, string message) =>
        Should.Throw<UsageException>(() => Publish(text).Expect(["interval", "sensors"], "intervals"))
            .Message.ShouldBe(message);

    [Theory]
    [InlineData("[pubish]", "c.toml:1:2: There is no section [pubish]; there are: [publish], [top]")]
    [InlineData("interval = \"1s\"", "c.toml:1:1: 'interval' stands in no section")]
    [InlineData("[[publish]]\n", "c.toml:1:1: A section stands in single brackets.")]
    [InlineData("[publish]\na = 1\na = 2", "c.toml:3:1: This is no TOML: ")]
    [InlineData("[publish]\n\"x.y\" = 1\nx.y = 2", "c.toml:3:1: 'publish.x.y' is here twice.")]
    [InlineData("[publish\n", "c.toml:1:9: This is no TOML: ")]
    [InlineData("[publish]\ninterval = \"\\", "c.toml:2:14: This is no TOML: ")]
    [InlineData("[publish]\ninterval =", "c.toml:2:11: This is no TOML: ")]
    public void A_file_that_is_no_configuration_is_refused_with_the_place(string text, string message) =>
        Should.Throw<UsageException>(() => Publish(text)).Message.ShouldStartWith(message);

    [Fact]
    public void A_section_of_another_command_is_none_of_this_ones_business() =>
        Publish("[top]\nanything = 1\n[publish]\ninterval = \"1s\"").Expect(["interval"]);

    [Fact]
    public void Rubbish_is_refused_in_one_line_or_read_and_nothing_else() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["[]{}=.\"'#\n\r\t\\ abcpublishtop019_-,:TZ+"], 0, 60],
            Gen.String[Gen.Char["[]=\"\n a1"], 0, 20].Select(s => "[publish]\ninterval" + s)).Sample(text =>
        {
            try
            {
                var section = Publish(text);
                section.Expect(["interval"]);
                section["interval"]?.Duration(_least, _most);
            }
            catch (UsageException e)
            {
                e.Message.ShouldStartWith("c.toml:");
                e.Message.Any(char.IsControl).ShouldBeFalse(e.Message);
            }
        }, iter: 50_000);
}
