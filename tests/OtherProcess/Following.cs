using Sightglass;

namespace OtherProcess;

/// <summary>
/// Subscribers of three kinds: "latest" looks again and again, "reader" sleeps in Read, "async" awaits.
/// </summary>
internal static class Following
{
    private const int PauseMs = 1;

    /// <param name="name">The topic.</param>
    /// <param name="kind">One of the three, or "mixed" for readers and async ones in turn.</param>
    /// <param name="count">How many subscribers.</param>
    /// <param name="until">They end when they have seen the sample of this number, and say what they saw.</param>
    internal static async Task<int> Run(string name, string kind, int count, long until)
    {
        var followers = Enumerable.Range(0, count).Select(i => new Follower(name, until, count)).ToList();
        Orders.Say($"ready {followers[0].State} woken {IsWoken(name)}");
        var ends = followers.Select((follower, i) => kind switch
        {
            "latest" => Start(follower.Look),
            "async" => follower.Await(),
            "mixed" when i % 2 == 0 => follower.Await(),
            _ => Start(follower.Sleep),
        }).ToArray();
        await Task.WhenAll(ends);
        var ages = followers.SelectMany(follower => follower.AgesUs).Order().ToList();
        var median = ages.Count == 0 ? 0 : ages[ages.Count / 2];
        Orders.Say($"done got {followers.Sum(f => f.Got)} lost {followers.Sum(f => f.Lost)} " +
            $"wrong {followers.Sum(f => f.Wrong)} age {median}");
        return 0;
    }

    /// <summary>Whether this user is woken; otherwise he looks around from time to time.</summary>
    private static bool IsWoken(string name)
    {
        var found = Topics.Describe(name);
        var place = Place.ForSubscriber($"{found.Owner}:{found.Name}")[0];
        using var attachment = Attachment.Open(place, expected: null, isPresent: true);
        return attachment.Sleeper.IsWoken;
    }

    private static Task Start(Action follow) => Task.Factory.StartNew(
        follow, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class Follower(string name, long until, int company)
    {
        private static readonly Dictionary<long, int> _seen = [];
        private readonly Subscriber<Small> _subscriber = Subscriber.Open<Small>(name, new() { Start = StartAt.Oldest });
        private long _last = -1;

        internal long Got { get; private set; }

        internal long Lost { get; private set; }

        internal long Wrong { get; private set; }

        internal List<long> AgesUs { get; } = [];

        internal TopicState State => _subscriber.State;

        internal void Look()
        {
            while (_last < until)
            {
                if (_subscriber.TryReadLatest(out var sample) && sample.Number != _last) Take(sample, maySkip: true);
                else Thread.Sleep(PauseMs);
            }
        }

        internal void Sleep()
        {
            while (_last < until)
                if (_subscriber.Read(Timeout.InfiniteTimeSpan, out var sample) == ReadResult.Sample)
                    Take(sample, maySkip: false);
        }

        internal async Task Await()
        {
            await foreach (var sample in _subscriber.ReadAllAsync())
            {
                Take(sample, maySkip: false);
                if (_last >= until) return;
            }
        }

        private void Take(in Sample<Small> sample, bool maySkip)
        {
            AgesUs.Add((long)sample.Age.TotalMicroseconds);
            var value = sample.Value;
            var isNext = maySkip || _last < 0 ? sample.Number > _last : sample.Number == _last + 1 + sample.Lost;
            var isRestart = (sample.Flags & SampleFlags.Restarted) != 0;
            if (!SelfChecking.IsWhole(ref value, sample.Number) || !(isNext || isRestart)) Wrong++;
            _last = sample.Number;
            Lost += sample.Lost;
            Got++;
            Tell(sample.Number);
        }

        /// <summary>Tells the test when all followers of this process have a sample.</summary>
        private void Tell(long number)
        {
            bool isComplete;
            lock (_seen) isComplete = (_seen[number] = _seen.GetValueOrDefault(number) + 1) == company;
            if (isComplete) Orders.Say($"all {number}");
        }
    }
}
