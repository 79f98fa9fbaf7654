using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>
/// Somebody deletes the files of a publisher that lives. It puts them back, and who was attached goes on.
/// </summary>
[Collection(nameof(Alone))]
public sealed class DeletedFilesTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [LinuxTheory]
    [InlineData("*.topic")]
    [InlineData("*.lease")]
    [InlineData("*")]
    public void Attached_subscribers_miss_nothing_and_new_ones_find_it_again(string pattern)
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("publish", topic, "1000", "40", "Owner");
        publisher.Expect("ready");
        using var attached = Subscriber.Open<Small>(topic, new() { Start = StartAt.Oldest });
        long expected = 0;
        ReadOn(attached, ref expected, 5);

        foreach (var file in Directory.GetFiles(TopicFiles.DirectoryOf(topic), topic + pattern)) File.Delete(file);
        ReadOn(attached, ref expected, 30);
        attached.Restarts.ShouldBe(0);
        Eventually.True(() => attached.State == TopicState.Live, "it lives on");

        using var late = Subscriber.Open<Small>(topic, new() { Start = StartAt.Oldest });
        expected = 0; // the history was taken along
        ReadOn(late, ref expected, 20);
        Should.Throw<TopicException>(() => Publisher.Create<Small>(topic)).Error.ShouldBe(TopicError.AlreadyPublished);
        publisher.Send("close");
        publisher.Expect("closed");
        TopicFiles.ShouldBeGone(topic);
    }

    [LinuxFact]
    public void A_publisher_that_has_nothing_to_say_meanwhile_is_not_taken_for_dead()
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("publish", topic, "64", "0", "Owner");
        publisher.Expect("ready");
        using var attached = Subscriber.Open<Small>(topic);
        foreach (var file in Directory.GetFiles(TopicFiles.DirectoryOf(topic), topic + "*")) File.Delete(file);

        // Eight looks of the watch; two would be enough for a wrong judgement.
        attached.Read(TimeSpan.FromMilliseconds(8 * Watch.PeriodMs), out _).ShouldBe(ReadResult.TimedOut);
        attached.State.ShouldBe(TopicState.Live);
        publisher.Kill();
        Eventually.True(() => attached.State == TopicState.Died, "but its death is seen");
    }

    [LinuxFact]
    public void A_whole_directory_may_be_deleted()
    {
        const int Until = 60;
        var topic = Unique.Topic();
        var root = Directory.CreateTempSubdirectory("sightglass-deleted-").FullName;
        try
        {
            using var publisher = OtherProcess.StartIn(root, "publish", topic, "1000", "40", "Owner");
            publisher.Expect("ready");
            using var attached = OtherProcess.StartIn(root, "follow", topic, "async", "1", $"{Until}");
            attached.Expect("all 5");
            Directory.Delete(Directory.GetDirectories(root).ShouldHaveSingleItem(), recursive: true);
            attached.Expect("done").ShouldStartWith($"got {Until + 1} lost 0 wrong 0");
            using var late = OtherProcess.StartIn(root, "follow", topic, "reader", "1", $"{Until}");
            late.Expect("done").ShouldStartWith($"got {Until + 1} lost 0 wrong 0");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void ReadOn(Subscriber<Small> subscriber, ref long expected, int count)
    {
        for (var read = 0; read < count;)
        {
            var result = subscriber.Read(_patience, out var sample);
            result.ShouldNotBe(ReadResult.TimedOut);
            if (result != ReadResult.Sample) continue;
            sample.Number.ShouldBe(expected++);
            sample.Lost.ShouldBe(0);
            sample.Flags.ShouldBe(SampleFlags.None);
            read++;
        }
    }
}
