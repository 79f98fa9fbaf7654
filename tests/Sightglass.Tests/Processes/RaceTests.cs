using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

[Collection(nameof(Alone))]
public sealed class RaceTests
{
    private const long HeadStartNs = 5_000_000; // all have heard of the round when it begins

    [Fact]
    public void Of_publishers_that_want_one_name_at_one_moment_exactly_one_gets_it()
    {
        int runners = Scale.Of(8, 4), rounds = Scale.Of(20, 10);
        var all = Enumerable.Range(0, runners).Select(_ => OtherProcess.Start("claim")).ToList();
        try
        {
            all.ForEach(one => one.Expect("ready"));
            var topic = Unique.Topic();
            for (var round = 0; round < rounds; round++)
            {
                // Every other round under a new name: first there is nothing, then what the last winner gave back.
                if (round % 2 == 0) topic = Unique.Topic();
                var winner = Race(all, topic);
                Topics.Describe(topic).Publisher.Pid.ShouldBe(winner.Pid);
                winner.Send("drop");
                winner.Expect("dropped");
            }

            topic = Unique.Topic();
            while (all.Count > 2)
            {
                var winner = Race(all, topic);
                winner.Kill(); // a name whose holder was killed is as free as one that was given back
                winner.Dispose();
                all.Remove(winner);
            }
            Topics.Remove(topic).ShouldBe(OperatingSystem.IsLinux());
        }
        finally
        {
            all.ForEach(one => one.Dispose());
        }
    }

    private static OtherProcess Race(List<OtherProcess> all, string topic)
    {
        var at = TopicClock.MonotonicNs + HeadStartNs;
        foreach (var one in all) one.Send($"try {topic} {at}");
        var answers = all.ConvertAll(one => one.Hear());
        var said = string.Join(", ", answers);
        answers.Count(answer => answer == "won").ShouldBe(1, said);
        answers.Count(answer => answer == "refused AlreadyPublished").ShouldBe(all.Count - 1, said);
        return all[answers.IndexOf("won")];
    }
}
