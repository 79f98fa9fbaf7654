using Shouldly;
using Sightglass.Leases;
using Sightglass.Tests.Memory;
using Xunit;

namespace Sightglass.Tests.Leases;

public sealed class LeaseTests
{
    private readonly string _name = Unique.Topic();

    private string Name => Place.ForPublisher(_name, Access.Owner).Lease;

    [Fact]
    public void A_lease_has_one_holder_and_can_be_taken_again_when_it_is_given_back()
    {
        for (var i = 0; i < 20; i++)
        {
            var lease = Lease.TryAcquire(Name, Access.Owner).ShouldNotBeNull();
            Lease.TryAcquire(Name, Access.Owner).ShouldBeNull();
            Lease.Look(Name).ShouldBe(LeaseLook.Held);
            lease.IsShown.ShouldBeTrue();
            lease.Dispose();
            lease.Dispose();
            Lease.Look(Name).ShouldBe(LeaseLook.Missing);
        }
    }

    [Fact]
    public void To_look_takes_nothing()
    {
        Lease.Look(Name).ShouldBe(LeaseLook.Missing);
        using (Lease.TryAcquire(Name, Access.Owner).ShouldNotBeNull())
            for (var i = 0; i < 100; i++) Lease.Look(Name).ShouldBe(LeaseLook.Held);
        Lease.Look(Name).ShouldBe(LeaseLook.Missing);
    }

    [Fact]
    public void Of_many_who_want_it_at_once_exactly_one_gets_it()
    {
        for (var round = 0; round < 30; round++)
        {
            using var start = new Barrier(4);
            var leases = new Lease?[4];
            var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                leases[i] = Lease.TryAcquire(Name, Access.Owner);
            })).ToArray();
            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            leases.Count(lease => lease is not null).ShouldBe(1);
            foreach (var lease in leases) lease?.Dispose();
        }
    }

    [Fact]
    public void A_second_publisher_is_refused_with_the_process_that_holds_the_topic()
    {
        using var publisher = Publisher.Create<Engine>(_name);
        var exception = Should.Throw<TopicException>(() => Publisher.Create<Engine>(_name));
        exception.Error.ShouldBe(TopicError.AlreadyPublished);
        exception.Message.ShouldContain($"process {Environment.ProcessId} (");
        publisher.Publish(Engine.At(1)); // and the first goes on
        publisher.Dispose();
        using var next = Publisher.Create<Engine>(_name);
    }

    [LinuxFact]
    public void A_publisher_that_cannot_be_made_gives_the_lease_back()
    {
        Directory.CreateDirectory(TopicFile.Of(_name));
        Should.Throw<TopicException>(() => Publisher.Create<Engine>(_name));
        Directory.Delete(TopicFile.Of(_name));
        Directory.GetFiles(TopicFile.Directory, $"*{_name}*").ShouldBeEmpty();
        using var publisher = Publisher.Create<Engine>(_name);
    }

    [LinuxFact]
    public void A_read_lock_that_somebody_holds_on_the_lease_does_not_keep_a_publisher_out()
    {
        File.WriteAllBytes(Name, []);
        using var hostile = File.OpenHandle(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        OfdLock.TakeRead(hostile).ShouldBeTrue();
        Lease.Look(Name).ShouldBe(LeaseLook.Free);
        using var publisher = Publisher.Create<Engine>(_name);
        Should.Throw<TopicException>(() => Publisher.Create<Engine>(_name)).Error.ShouldBe(TopicError.AlreadyPublished);
        Topics.Describe(_name).State.ShouldBe(TopicState.Live);
    }
}
