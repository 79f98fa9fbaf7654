using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>
/// This process is root, the other one nobody. What root publishes for everyone he can read; nothing else.
/// </summary>
[Collection(nameof(Alone))]
public sealed class OtherUserTests : IDisposable
{
    private readonly string _topic = Unique.Topic();
    private readonly string _program = Machine.CopyForEveryone();

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_program)!, recursive: true);

    [RootFact]
    public void He_cannot_read_what_is_for_its_owner_only()
    {
        using var publisher = Publisher.Create<Small>(_topic);
        foreach (var name in new[] { _topic, $"0:{_topic}" })
        {
            using var other = AsNobody("follow", name, "reader", "1", "0");
            other.Hear().ShouldStartWith("fault AccessDenied");
        }
    }

    [RootFact]
    public void He_reads_what_is_for_everyone_and_is_woken()
    {
        const int Rounds = 100;
        using var publisher = Publisher.Create<Small>(_topic, new() { Access = Access.Everyone });
        using var reader = AsNobody("follow", $"0:{_topic}", "reader", "1", $"{Rounds - 1}");
        using var awaiting = AsNobody("follow", _topic, "async", "1", $"{Rounds - 1}");
        // He sleeps without end, and there is no state whose change would wake him: a sample that he gets has done it.
        foreach (var follower in new[] { reader, awaiting }) follower.Expect("ready Live woken True");
        for (var round = 0; round < Rounds; round++)
        {
            publisher.Publish(SelfChecking.Make<Small>(round));
            foreach (var follower in new[] { reader, awaiting }) follower.Expect($"all {round}");
        }
        foreach (var follower in new[] { reader, awaiting })
            follower.Expect("done").ShouldStartWith($"got {Rounds} lost 0 wrong 0");
    }

    [RootFact]
    public void His_topic_of_the_same_name_is_another_topic()
    {
        using var publisher = Publisher.Create<Small>(_topic, new() { Access = Access.Everyone });
        publisher.Publish(SelfChecking.Make<Small>(0));
        using var his = AsNobody("publish", _topic, "64", "0", "Everyone");
        his.Expect("ready");
        his.Send("publish");
        his.Send("publish");
        his.Expect("published 2");

        using var rootReads = Subscriber.Open<Small>(_topic);
        rootReads.TryReadLatest(out var latest).ShouldBeTrue();
        latest.Number.ShouldBe(0);
        using var rootReadsHis = Subscriber.Open<Small>($"{Machine.Nobody}:{_topic}");
        rootReadsHis.TryReadLatest(out latest).ShouldBeTrue();
        latest.Number.ShouldBe(1);
        Topics.List().Where(found => found.Name == _topic).Select(found => found.Owner).ShouldBe(["0", Machine.Nobody]);
        his.Send("close");
        his.Expect("closed");
    }

    [RootFact]
    public void He_cannot_remove_a_topic_or_take_its_lease()
    {
        using var publisher = Publisher.Create<Small>(_topic, new() { Access = Access.Everyone });
        using (var remover = AsNobody("remove", _topic)) remover.Hear().ShouldBe("removed False");
        using var locker = AsNobody("lock", LeaseOf(_topic));
        locker.Expect("opened");
        Topics.Describe(_topic).State.ShouldBe(TopicState.Live);
        Should.Throw<TopicException>(() => Publisher.Create<Small>(_topic)).Error.ShouldBe(TopicError.AlreadyPublished);
    }

    [RootFact]
    public void His_read_lock_does_not_stop_the_next_publisher()
    {
        using var first = OtherProcess.Start("publish", _topic, "64", "0", "Everyone");
        first.Expect("ready");
        using var attached = Subscriber.Open<Small>(_topic);
        using var locker = AsNobody("lock", LeaseOf(_topic));
        locker.Expect("opened");
        first.Kill();
        locker.Expect("locked");

        Eventually.True(() => attached.State == TopicState.Died, "the death is seen behind his lock");
        using (var next = Publisher.Create<Small>(_topic, new() { Access = Access.Everyone }))
        {
            next.Publish(SelfChecking.Make<Small>(0));
            Eventually.True(() => attached.State == TopicState.Live && attached.Restarts == 1, "the next is followed");
            Should.Throw<TopicException>(() => Publisher.Create<Small>(_topic))
                .Error.ShouldBe(TopicError.AlreadyPublished);
        }
        TopicFiles.ShouldBeGone(_topic);
    }

    [RootTheory]
    [InlineData("a directory")]
    [InlineData("a link")]
    public void He_cannot_take_the_place_of_a_users_directory(string how)
    {
        var shared = Directory.CreateTempSubdirectory("sightglass-shared-").FullName;
        try
        {
            Machine.Run("chmod", "1777", shared);
            var rootsDirectory = Path.Combine(shared, "sightglass-0");
            string[] take = how == "a directory" ? ["mkdir", rootsDirectory] : ["ln", "-s", "/tmp", rootsDirectory];
            Machine.Run("setpriv", Machine.AsNobody(take));
            using var publisher = OtherProcess.StartIn(shared, "publish", _topic, "64", "0", "Owner");
            publisher.Expect("fault AccessDenied").ShouldContain(rootsDirectory);
            using var reader = OtherProcess.StartIn(shared, "follow", _topic, "reader", "1", "0");
            reader.Expect("fault AccessDenied").ShouldContain(rootsDirectory);
        }
        finally
        {
            Directory.Delete(shared, recursive: true);
        }
    }

    private OtherProcess AsNobody(params string[] arguments) =>
        OtherProcess.StartBy("setpriv", Machine.AsNobody([_program, .. arguments]));

    private static string LeaseOf(string topic) => Place.ForPublisher(topic, Access.Everyone).Lease;
}
