using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>A command line that cannot be: exit code 2 and one line that says what is wrong.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("", "command")]
    [InlineData("bogus", "'bogus'")]
    [InlineData("--bogus", "'--bogus'")]
    [InlineData("list extra", "'extra'")]
    [InlineData("list --output xml", "'xml'")]
    [InlineData("watch --bogus", "--bogus")]
    [InlineData("watch a --output xml", "'xml'")]
    [InlineData("watch a --count 0", "--count")]
    [InlineData("watch a --count -1", "--count")]
    [InlineData("watch a --count many", "--count")]
    [InlineData("watch a --count", "--count")]
    [InlineData("watch a --wait", "--wait")]
    [InlineData("watch a --wait 5x", "'5x'")]
    [InlineData("watch a --wait=-Infinity", "'-Infinity'")]
    [InlineData("watch a --duration never", "'never'")]
    [InlineData("watch a --duration 600h", "--duration is 0s to 480h, not 600h")]
    [InlineData("watch a b --output csv", "csv")]
    [InlineData("watch a/b", "'a/b'")]
    [InlineData("watch .a", "'.a'")]
    [InlineData("describe", "'topic'")]
    [InlineData("describe a b", "'b'")]
    [InlineData("describe nobody:a", "'nobody'")]
    [InlineData("get a[b]", "'a[b]' is no element")]
    [InlineData("get .a", "'.a'")]
    [InlineData("get nobody:a", "'nobody'")]
    [InlineData("get --bogus", "--bogus")]
    [InlineData("get a --output csv", "'csv'")]
    [InlineData("get a --wait 5x", "'5x'")]
    [InlineData("get --fail-if a", "--fail-if takes FIELD OPERATOR NUMBER")]
    [InlineData("get --fail-if a>b", "not with 'b'")]
    [InlineData("publish --interval 1ms", "--interval is 10ms to 1h, not 1ms")]
    [InlineData("publish --cpu-interval 2h", "--cpu-interval is 10ms to 1h, not 2h")]
    [InlineData("publish --memory-interval soon", "'soon'")]
    [InlineData("publish --history 25h", "--history is 1s to 24h, not 25h")]
    [InlineData("publish --access friends", "'friends'")]
    [InlineData("publish --sensors cpu,engine", "'engine'; there are: cpu, memory, container, disk")]
    [InlineData("publish --sensors cpu,,memory", "''")]
    [InlineData("publish --processes 0", "--processes is 1 to 100, not 0")]
    [InlineData("publish --processes many", "--processes is 1 to 100, not many")]
    [InlineData("top --color red", "'red'")]
    [InlineData("top --interval 0", "--interval")]
    public void Is_refused_in_one_line(string commandLine, string part)
    {
        var refused = _sandbox.Run(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        refused.ExitCode.ShouldBe(ExitCode.Usage, refused.ErrorText);
        refused.Lines.ShouldBeEmpty();
        var line = refused.Errors.ShouldHaveSingleItem();
        line.ShouldStartWith("sightglass: ");
        line.ShouldContain(part);
    }

    [Theory]
    [InlineData("watch nosuch --wait off")]
    [InlineData("watch nosuch --wait 50ms")]
    [InlineData("watch --wait off")]
    [InlineData("describe nosuch")]
    public void A_topic_that_is_not_there_is_3_and_the_line_says_what_to_do(string commandLine)
    {
        var refused = _sandbox.Run(commandLine.Split(' '));
        refused.ExitCode.ShouldBe(ExitCode.NoSuchTopic);
        refused.Lines.ShouldBeEmpty();
        refused.Errors.ShouldHaveSingleItem().ShouldStartWith("sightglass: There ");
    }

    [Fact]
    public void An_empty_list_is_no_error()
    {
        _sandbox.Run("list").Errors.ShouldHaveSingleItem().ShouldContain("sightglass publish");
        var json = _sandbox.Run("list", "--output", "json");
        (json.ExitCode, json.Text).ShouldBe((0, "[]"));
    }

    [LinuxFact]
    public void A_place_that_does_not_exist_is_said_in_one_line()
    {
        var refused = _sandbox.StartOther("env", "SIGHTGLASS_DIR=/nonexistent", Sandbox.ProgramPath, "publish").End();
        refused.ExitCode.ShouldBe(ExitCode.RuntimeError);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("SIGHTGLASS_DIR");
    }
}
