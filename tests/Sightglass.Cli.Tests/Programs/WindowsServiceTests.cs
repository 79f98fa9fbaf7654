using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>The publisher as a service of Windows. Nothing else may publish for everyone there meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class WindowsServiceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string _name = $"Sightglass-test-{System.Environment.ProcessId}";

    // Services have an environment of their own, so the topics are those of the machine.
    public WindowsServiceTests() => _sandbox.Environment["SIGHTGLASS_DIR"] = "";

    public void Dispose()
    {
        if (OperatingSystem.IsWindows() && System.Environment.IsPrivilegedProcess)
        {
            Run("net", "stop", _name);
            Run("sc", "delete", _name);
        }
        _sandbox.Dispose();
    }

    [WindowsAdministratorFact]
    public void The_service_publishes_for_everyone_and_takes_its_topics_away_when_it_is_stopped()
    {
        Create("--sensors cpu,memory --access everyone --interval 100ms");
        Run("net", "start", _name).ExitCode.ShouldBe(0);
        Eventually.True(() => Topics().Contains("system.memory", StringComparison.Ordinal), () => "its topics");
        Topics().ShouldContain("everyone");
        _sandbox.Run("watch", "global:system.cpu", "--count", "3").ExitCode.ShouldBe(0);
        Run("net", "stop", _name).ExitCode.ShouldBe(0);
        Eventually.True(() => State().Contains("STOPPED", StringComparison.Ordinal), State);
        State().ShouldMatch(@"WIN32_EXIT_CODE\s+: 0 ");
        Topics().ShouldNotContain("system.");
    }

    [WindowsAdministratorFact]
    public void A_service_that_cannot_start_is_stopped_with_a_code_of_failure()
    {
        Create("--sensors nosuch");
        Run("net", "start", _name);
        Eventually.True(() => State().Contains("1064", StringComparison.Ordinal), State);
        State().ShouldContain("STOPPED");
    }

    [Fact]
    public void Nobody_but_the_manager_starts_a_service()
    {
        var refused = _sandbox.Run("publish", "--service");
        refused.ExitCode.ShouldBe(ExitCode.Usage);
        refused.Lines.ShouldBeEmpty();
        refused.Errors.ShouldHaveSingleItem().ShouldContain("docs/services.md");
    }

    private void Create(string options) => Run("sc", "create", _name, "binPath=",
        $"\"{Sandbox.ProgramPath}\" publish --service {options}").ExitCode.ShouldBe(0);

    private string Topics() => _sandbox.Run("list").Text;

    private string State() => Run("sc", "query", _name).Text;

    private Outcome Run(string program, params string[] arguments) => _sandbox.StartOther(program, arguments).End();
}
