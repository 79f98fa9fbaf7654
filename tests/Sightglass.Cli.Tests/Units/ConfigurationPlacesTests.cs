using Shouldly;
using Sightglass.Cli.Configuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>Where the configuration is looked for.</summary>
public sealed class ConfigurationPlacesTests
{
    private static string[] Usual(params (string Name, string Value)[] variables) =>
        [.. ConfigurationPlaces.Usual(name => variables.FirstOrDefault(v => v.Name == name).Value)];

    [LinuxFact]
    public void On_linux_it_is_the_users_and_then_the_machines()
    {
        Usual(("XDG_CONFIG_HOME", "/x"), ("HOME", "/h"))
            .ShouldBe(["/x/sightglass/config.toml", "/etc/sightglass/config.toml"]);
        Usual(("HOME", "/h")).ShouldBe(["/h/.config/sightglass/config.toml", "/etc/sightglass/config.toml"]);
        Usual(("XDG_CONFIG_HOME", ""), ("HOME", "/h"))[0].ShouldBe("/h/.config/sightglass/config.toml");
        Usual(("XDG_CONFIG_HOME", "relative"), ("HOME", "/h"))[0].ShouldBe("/h/.config/sightglass/config.toml");
        Usual().ShouldBe(["/etc/sightglass/config.toml"]);
    }

    [Fact]
    public void On_windows_it_is_the_users_and_then_the_machines()
    {
        if (!OperatingSystem.IsWindows()) return; // the other test is for the other system
        Usual(("APPDATA", @"C:\u"), ("ProgramData", @"C:\p"))
            .ShouldBe([@"C:\u\sightglass\config.toml", @"C:\p\sightglass\config.toml"]);
        Usual().ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_named_must_be_there()
    {
        Should.Throw<UsageException>(() => ConfigurationPlaces.Find("/nonexistent/c.toml"))
            .Message.ShouldBe("There is no file '/nonexistent/c.toml' (--config).");
        ConfigurationPlaces.ForWriting("/nonexistent/c.toml").ShouldBe("/nonexistent/c.toml");
    }

    [LinuxTheory]
    [InlineData("/")]
    [InlineData("/dev/null")]
    [InlineData("/dev/../dev/null")]
    [InlineData("/proc/self/fd/0")]
    public void Nothing_is_ever_put_in_the_place_of_a_device_or_a_directory(string path) =>
        Should.Throw<UsageException>(() => ConfigurationPlaces.ForWriting(path))
            .Message.ShouldStartWith($"'{path}' is a ");

    [LinuxFact]
    public void A_link_to_a_device_is_one_and_shared_memory_is_none()
    {
        var link = Path.Combine(Path.GetTempPath(), $"sightglass-link-{Guid.NewGuid():N}");
        File.CreateSymbolicLink(link, "/dev/null");
        try
        {
            ConfigurationPlaces.IsDeviceChosen(link).ShouldBeTrue();
        }
        finally
        {
            File.Delete(link);
        }
        ConfigurationPlaces.IsDeviceChosen("/dev/shm/config.toml").ShouldBeFalse();
    }
}
