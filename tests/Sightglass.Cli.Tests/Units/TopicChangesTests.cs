using Shouldly;
using Sightglass.Cli.Following;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>When topics have to be looked at. Times are set, so that no clock decides.</summary>
public sealed class TopicChangesTests : IDisposable
{
    private static readonly DateTime _longAgo = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly string _root = Directory.CreateTempSubdirectory("changes-").FullName;

    private string Own => Path.Combine(_root, "sightglass-1000");

    [LinuxFact]
    public void Where_nothing_came_or_went_one_look_is_enough()
    {
        Make(Own, _longAgo);
        var changes = new TopicChanges(Own);
        changes.MayHaveCome().ShouldBeTrue();
        changes.MayHaveCome().ShouldBeFalse();
    }

    [LinuxFact]
    public void A_change_in_a_directory_and_a_new_directory_ask_for_a_look_each()
    {
        Make(Own, _longAgo);
        var changes = new TopicChanges(Own);
        changes.MayHaveCome().ShouldBeTrue();
        Directory.SetLastWriteTimeUtc(Own, _longAgo.AddMilliseconds(4));
        changes.MayHaveCome().ShouldBeTrue();
        changes.MayHaveCome().ShouldBeFalse();
        Make(Path.Combine(_root, "sightglass-0"), _longAgo);
        changes.MayHaveCome().ShouldBeTrue();
        changes.MayHaveCome().ShouldBeFalse();
        Directory.Delete(Own);
        changes.MayHaveCome().ShouldBeTrue();
    }

    [LinuxFact]
    public void A_change_that_is_fresh_may_hide_another_and_is_looked_at_again()
    {
        Make(Own, DateTime.UtcNow.AddHours(1)); // fresh as long as the test takes
        var changes = new TopicChanges(Own);
        changes.MayHaveCome().ShouldBeTrue();
        changes.MayHaveCome().ShouldBeTrue();
    }

    [Fact]
    public void Where_topics_are_no_files_every_look_is_needed()
    {
        var changes = new TopicChanges(null);
        changes.MayHaveCome().ShouldBeTrue();
        changes.MayHaveCome().ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Make(string directory, DateTime changed)
    {
        Directory.CreateDirectory(directory);
        Directory.SetLastWriteTimeUtc(directory, changed);
    }
}
