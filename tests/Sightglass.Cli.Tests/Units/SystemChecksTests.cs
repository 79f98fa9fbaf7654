using Shouldly;
using Sightglass.Cli.Examining;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

#pragma warning disable CA1416 // what is tested here is text, on whatever system

public sealed class SystemChecksTests
{
    private const string Limits = """
        Limit                     Soft Limit           Hard Limit           Units
        Max cpu time              unlimited            unlimited            seconds
        Max open files            1024                 524288               files
        """;

    [Theory]
    [InlineData("Max open files", 1024L)]
    [InlineData("Max cpu time", null)]
    [InlineData("Max nothing", null)]
    public void A_soft_limit_is_read_by_its_name(string name, long? limit) =>
        SystemChecks.SoftLimit(Limits, name).ShouldBe(limit);

    [Theory]
    [InlineData("6.18.44-fc-v669", "6.18")]
    [InlineData("5.16", "5.16")]
    [InlineData("4.10.0-rc1+", "4.10")]
    [InlineData("7.0-next", "7.0")]
    [InlineData("next", null)]
    [InlineData("", null)]
    public void A_kernels_release_begins_with_its_version(string release, string? version) =>
        SystemChecks.VersionOf(release)?.ToString().ShouldBe(version);

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, "[Login]\n#RemoveIPC=no")]
    [InlineData(false, "[Login]\nRemoveIPC=no")]
    [InlineData(true, "RemoveIPC=no", "RemoveIPC = no", "RemoveIPC=yes")]
    [InlineData(false, "RemoveIPC=yes", " RemoveIPC=off ")]
    [InlineData(false, "RemoveIPC = No")]
    public void The_last_word_on_files_at_logout_holds(bool removes, params string[] files) =>
        LogoutCheck.Removes(files).ShouldBe(removes);
}
