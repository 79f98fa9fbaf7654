using Shouldly;
using Sightglass.Tests.Memory;
using Sightglass.Tests.Processes;
using Xunit;

namespace Sightglass.Tests;

public sealed class RemainsTests
{
    [Fact]
    public void A_living_topic_is_nobodys_remains()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        publisher.OnCall<long, long>("ping", value => value);
        Of(publisher.Name).ShouldBeNull();
    }

    [LinuxFact]
    public void A_living_topic_is_none_either_while_its_lease_was_deleted_by_hand()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        File.Delete(TopicFile.Lease(publisher.Name));
        Of(publisher.Name).ShouldBeNull();
    }

    [LinuxFact]
    public void A_topic_without_a_publisher_is_remains_until_it_is_removed()
    {
        var name = Unique.Topic();
        TopicFile.Put(name, TopicFile.Sound());
        var remains = Of(name)!;
        remains.IsOwn.ShouldBeTrue();
        remains.Files.ShouldBe([TopicFile.Of(name)]);
        remains.Files[0].ShouldStartWith(Topics.Directory + "/");
        Topics.Remove(name).ShouldBeTrue();
        Of(name).ShouldBeNull();
    }

    /// <summary>As a publisher leaves them that is killed while it starts, at whatever step.</summary>
    [LinuxTheory]
    [InlineData("{0}.lease")]
    [InlineData("{0}.lease.new")]
    [InlineData(".{0}.0123456789abcdef0123456789abcdef.new")]
    [InlineData("{0}.0123456789abcdef0123456789abcdef.peers")]
    [InlineData("{0}.0123456789abcdef0123456789abcdef.calls")]
    public void Parts_of_a_topic_that_was_never_complete_are_remains_too(string file)
    {
        var name = Unique.Topic();
        var path = Path.Combine(TopicFile.Directory, string.Format(null, file, name));
        File.WriteAllText(path, "");
        Of(name)!.Files.ShouldBe([path]);
        Topics.Remove(name).ShouldBeFalse("there was no topic, only a part of one");
        File.Exists(path).ShouldBeFalse();
        Of(name).ShouldBeNull();
    }

    [LinuxTheory]
    [InlineData("{0}.txt")]
    [InlineData("{0}")]
    [InlineData("{0}.0123.peers")]
    [InlineData("{0} .topic")]
    [InlineData(".{0}.topic.new")]
    public void A_file_of_another_kind_is_not_ours(string file)
    {
        var name = Unique.Topic();
        var path = Path.Combine(TopicFile.Directory, string.Format(null, file, name));
        File.WriteAllText(path, "");
        try
        {
            Topics.Remains().SelectMany(remains => remains.Files).ShouldNotContain(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TopicRemains? Of(string name) => Topics.Remains().SingleOrDefault(remains => remains.Name == name);
}
