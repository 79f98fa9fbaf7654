using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Sightglass.Page.Tests;

/// <summary>The one thing that the page can change: how often a publisher measures, and only with the token.</summary>
public sealed class IntervalTests(Browser browser)
{
    private const string Token = "token-of-the-tests-0123";

    [PageFact]
    public async Task With_the_token_the_page_changes_the_interval_for_everyone()
    {
        using var machine = new ServedMachine([], Token);
        await using var open = await OpenPage.AtAsync(browser, $"{machine.Url}/?token={Token}");
        var button = await OpenDialogAsync(open);
        open.Page.Url.ShouldNotContain(Token); // the address is what people show each other

        await open.Page.GetByLabel("New interval").FillAsync("500ms");
        await open.Page.GetByLabel("Token of this server").FillAsync("not-the-token-at-all");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Set" }).ClickAsync();
        await open.EventuallyAsync(async () => (await open.Page.Locator("#interval-answer").TextContentAsync())!
            .Contains("not this server's token", StringComparison.Ordinal), "the refusal");

        await open.Page.GetByLabel("Token of this server").FillAsync(Token);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Set" }).ClickAsync();
        await open.EventuallyAsync(async () => await button.TextContentAsync() == "every 500 ms", "the new interval");
        machine.Sandbox.Run("list").Lines.Single(line => line.StartsWith("system.cpu ", StringComparison.Ordinal))
            .ShouldContain("500ms");
    }

    [PageFact]
    public async Task A_server_without_a_token_says_that_it_changes_nothing_and_how_to_do_it_instead()
    {
        using var machine = new ServedMachine();
        await using var open = await OpenPage.AtAsync(browser, machine.Url);
        await OpenDialogAsync(open);
        (await open.Page.Locator("#interval-words").TextContentAsync())!.ShouldContain("sightglass set system.cpu interval");
        (await open.Page.GetByRole(AriaRole.Button, new() { Name = "Set" }).IsDisabledAsync()).ShouldBeTrue();
        open.Faults.ShouldBeEmpty();
    }

    private static async Task<ILocator> OpenDialogAsync(OpenPage open)
    {
        await open.WaitForNumberAsync("system.cpu", 1);
        var button = open.Section("system.cpu").Locator(".interval");
        await button.ClickAsync();
        return button;
    }
}
