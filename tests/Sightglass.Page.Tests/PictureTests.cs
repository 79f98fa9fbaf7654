using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Sightglass.Page.Tests;

/// <summary>The pictures of the documentation, made of a real machine: <c>docs/pictures/page.sh</c>.</summary>
public sealed class PictureTests(Browser browser) : IDisposable
{
    private const int LargestBytes = 200_000, SamplesSeen = 180;

    private readonly ServedMachine _machine = new("--interval", "1s", "--sensors", "cpu,memory,disk,network,frequency,processes,publisher");

    public void Dispose() => _machine.Dispose();

    [PictureFact]
    public async Task Pictures_of_both_themes_on_a_desk_and_on_a_phone()
    {
        var directory = Environment.GetEnvironmentVariable(PictureFactAttribute.Variable)!;
        _machine.Sandbox.Start("watch", "system.cpu", "--count", $"{SamplesSeen}").End(SamplesSeen * 3000);
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            var theme = scheme.ToString().ToLowerInvariant();
            await TakeAsync(Path.Combine(directory, $"page-{theme}.png"), 1280, 740, scheme);
            await TakeAsync(Path.Combine(directory, $"page-phone-{theme}.png"), 390, 844, scheme);
        }
    }

    private async Task TakeAsync(string file, int width, int height, ColorScheme scheme)
    {
        await using var open = await OpenPage.AtAsync(browser, _machine.Url, width, height, scheme);
        await open.WaitForNumberAsync("system.cpu", SamplesSeen);
        var seen = await open.NumberAsync("system.cpu");
        await open.WaitForNumberAsync("system.cpu", seen + 8);
        await open.Page.ScreenshotAsync(new() { Path = file });
        new FileInfo(file).Length.ShouldBeLessThan(LargestBytes, file);
    }
}
