using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

public sealed class HelpTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("", "sightglass top")]
    [InlineData("top", "sightglass top --interval")]
    [InlineData("publish", "sightglass publish --")]
    [InlineData("get", "sightglass get system.cpu.utilization")]
    [InlineData("watch", "--output ndjson")]
    [InlineData("list", "sightglass list --output json")]
    [InlineData("describe", "sightglass describe system.cpu")]
    public void Each_help_ends_with_examples(string command, string example)
    {
        var help = _sandbox.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        help.ExitCode.ShouldBe(0);
        help.Errors.ShouldBeEmpty();
        help.Text.ShouldContain("Usage:");
        help.Text[help.Text.IndexOf("Examples:", StringComparison.Ordinal)..].ShouldContain(example);
    }

    [Fact]
    public void The_version_is_a_number()
    {
        var version = _sandbox.Run("--version");
        version.ExitCode.ShouldBe(0);
        version.Text.ShouldMatch(@"^\d+\.\d+\.\d+");
        version.Errors.ShouldBeEmpty();
    }
}
