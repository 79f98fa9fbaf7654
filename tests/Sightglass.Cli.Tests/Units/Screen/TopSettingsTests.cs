using Shouldly;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Screen;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>The section [top] of the configuration.</summary>
public sealed class TopSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_file_without_the_section_means_the_defaults()
    {
        var settings = Of("");
        settings.Panels.ShouldBeEmpty();
        settings.Window.ShouldBe(TimeAxis.DefaultWindow);
        settings.Sort.ShouldBe(ProcessSort.Cpu);
    }

    [Theory]
    [InlineData("sort = \"size\"", "cpu")]
    [InlineData("window = \"5s\"", "30s to 24h")]
    [InlineData("panels = \"cpu\"", "a list")]
    [InlineData("panel = []", "no key 'panel'")]
    public void What_is_wrong_is_said(string line, string said) =>
        Should.Throw<UsageException>(() => Of("[top]\n" + line)).Message.ShouldContain(said);

    [Fact]
    public void Only_what_was_changed_is_written_and_comments_stay()
    {
        File.WriteAllText(_file, "# mine\n[top]\nwindow = \"2m\" # two\n");
        var settings = TopSettings.Load(_file);
        var screen = new TopScreen(new Look(Palette.Plain, Glyphs.Ascii), new TimeAxis());
        settings.ApplyTo(screen);
        settings.Keep(screen, _file);
        File.ReadAllText(_file).ShouldBe("# mine\n[top]\nwindow = \"2m\" # two\n");

        screen.Axis.Zoom(-1, TimeSpan.FromHours(1));
        screen.Panels.Choose(["memory", "topic:engine"]);
        screen.Panels.Processes.SortBy(ProcessSort.Name);
        settings.Keep(screen, _file);
        File.ReadAllText(_file).ShouldStartWith("# mine\n[top]\nwindow = \"1m\" # two\n");
        var kept = TopSettings.Load(_file);
        kept.Panels.ShouldBe(["memory", "topic:engine"]);
        kept.Sort.ShouldBe(ProcessSort.Name);
    }

    [LinuxFact]
    public void Nothing_is_kept_in_a_device()
    {
        const string NoFile = "/dev/null/"; // which nothing can replace, should this be broken
        var settings = Of("");
        var screen = new TopScreen(new Look(Palette.Plain, Glyphs.Ascii), new TimeAxis());
        screen.Panels.Choose(["memory"]);
        settings.Keep(screen, NoFile);
    }

    private static TopSettings Of(string text) => TopSettings.Of(ConfigurationFile.Parse("test", text).Section("top"));
}
