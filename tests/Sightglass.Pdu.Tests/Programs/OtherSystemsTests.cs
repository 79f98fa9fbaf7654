using Shouldly;
using Sightglass.Cli;
using Sightglass.Cli.Tests;
using Sightglass.Cli.Tests.Programs;
using Xunit;

namespace Sightglass.Pdu.Tests.Programs;

public sealed class OtherSystemsTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("publish")]
    [InlineData("watch")]
    public void Help_ends_with_examples(string command)
    {
        var help = _sandbox.Run("pdu", command, "--help");
        help.ExitCode.ShouldBe(ExitCode.Ok);
        help.Text[help.Text.IndexOf("Examples:", StringComparison.Ordinal)..].ShouldContain($"sightglass pdu {command} --");
    }

    [LinuxTheory]
    [InlineData("publish")]
    [InlineData("publish --from")]
    [InlineData("watch")]
    [InlineData("watch --publish-as old.server")]
    public void The_objects_exist_on_Windows_only_and_elsewhere_that_is_said(string command)
    {
        var refused = _sandbox.Run(["pdu", .. command.Split(' ')]);
        refused.ExitCode.ShouldBe(ExitCode.Usage);
        refused.Lines.ShouldBeEmpty();
        refused.Errors.ShouldHaveSingleItem().ShouldContain("objects of Windows");
    }

    [Theory]
    [InlineData("pdu", "command")]
    [InlineData("pdu both", "'both'")]
    [InlineData("pdu watch --output csv", "'csv'")]
    [InlineData("pdu watch --count 0", "--count")]
    [InlineData("pdu publish --wait never", "'never'")]
    public void A_command_line_that_cannot_be_is_refused_in_one_line(string commandLine, string part)
    {
        var refused = _sandbox.Run(commandLine.Split(' '));
        refused.ExitCode.ShouldBe(ExitCode.Usage);
        refused.Errors.ShouldHaveSingleItem().ShouldContain(part);
    }
}
