using BenchmarkDotNet.Attributes;
using Sightglass;

/// <summary>What one publish and one read cost, with nobody asleep. The sample has 64 bytes.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class TopicBenchmarks
{
    private Publisher<Line> _publisher = null!;
    private Subscriber<Line> _subscriber = null!;
    private Subscriber _untyped = null!;
    private readonly Sample _sample = new();
    private Line _line = new() { A = 1 };

    /// <summary>Eight doubles: one cache line.</summary>
    public struct Line
    {
        /// <summary>Values.</summary>
        [Field("a")] public double A;
        /// <summary>Values.</summary>
        [Field("b")] public double B;
        /// <summary>Values.</summary>
        [Field("c")] public double C;
        /// <summary>Values.</summary>
        [Field("d")] public double D;
        /// <summary>Values.</summary>
        [Field("e")] public double E;
        /// <summary>Values.</summary>
        [Field("f")] public double F;
        /// <summary>Values.</summary>
        [Field("g")] public double G;
        /// <summary>Values.</summary>
        [Field("h")] public double H;
    }

    /// <summary>One topic, one subscriber of each kind.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var name = $"bench-{Environment.ProcessId}";
        _publisher = Publisher.Create<Line>(name, new() { History = 1000 });
        _publisher.Publish(_line);
        _subscriber = Subscriber.Open<Line>(name);
        _untyped = Subscriber.Open(name);
    }

    /// <summary>Closes the topic.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _subscriber.Dispose();
        _untyped.Dispose();
        _publisher.Dispose();
    }

    /// <summary>The ring, the signal and the look for sleepers, without a clock.</summary>
    [Benchmark]
    public void PublishStamped() => _publisher.Publish(_line, 1, 1);

    /// <summary>The same and both clocks.</summary>
    [Benchmark]
    public void Publish() => _publisher.Publish(_line);

    /// <summary>The newest sample as a struct.</summary>
    [Benchmark]
    public bool ReadLatest() => _subscriber.TryReadLatest(out _);

    /// <summary>The newest sample as bytes.</summary>
    [Benchmark]
    public bool ReadLatestUntyped() => _untyped.TryReadLatest(_sample);

    /// <summary>One sample through the ring: publish and read next.</summary>
    [Benchmark]
    public bool PublishAndReadNext()
    {
        _publisher.Publish(_line, 1, 1);
        return _subscriber.TryReadNext(out _);
    }
}
