using System.Diagnostics;
using Shouldly;
using Sightglass.Layout;

namespace Sightglass.Tests.Memory;

/// <summary>Somebody writes into a topic while a subscriber has it open; every read still ends.</summary>
public sealed class HostileMemoryTests : IDisposable
{
    private readonly Publisher<Engine> _publisher = Publisher.Create<Engine>(Unique.Topic(), new() { History = 15 });

    public void Dispose() => _publisher.Dispose();

    [LinuxFact]
    public void Garbage_in_ring_cursor_and_signal_ends_no_process_and_holds_up_no_read()
    {
        using var typed = Subscriber.Open<Engine>(_publisher.Name, new() { Start = StartAt.Oldest });
        using var any = Subscriber.Open(_publisher.Name, new() { Start = StartAt.Oldest });
        using var file =
            File.OpenHandle(TopicFile.Of(_publisher.Name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var random = new Random(1);
        var sample = new Sample();
        var size = (int)RandomAccess.GetLength(file);
        for (var i = 0; i < 10; i++) _publisher.Publish(Engine.At(i));
        for (var round = 0; round < 300; round++)
        {
            var garbage = new byte[random.Next(1, 200)];
            if (round % 4 != 0) random.NextBytes(garbage);
            else if (round % 8 == 0) Array.Fill(garbage, (byte)0xff);
            var at = (round % 3) switch { 0 => 512, 1 => 640, _ => random.Next(1088, size - garbage.Length) };
            RandomAccess.Write(file, at == 640 ? garbage.AsSpan(0, Math.Min(garbage.Length, 16)) : garbage, at);
            var since = Stopwatch.GetTimestamp();
            typed.TryReadLatest(out _);
            typed.TryReadNext(out _);
            any.TryReadLatest(sample);
            any.TryReadNext(sample);
            if (sample.HasValue) _ = (sample.PublishedAt, sample.Age);
            _ = (typed.Interval, typed.State);
            typed.Read(TimeSpan.FromMilliseconds(1), out _);
            Stopwatch.GetElapsedTime(since).TotalSeconds.ShouldBeLessThan(10, $"round {round}");
        }
    }

    [LinuxFact]
    public void Garbage_in_the_peers_region_costs_a_wake_and_no_more()
    {
        var name = _publisher.Name;
        using var subscriber = Subscriber.Open<Engine>(name);
        var path = Directory.GetFiles(TopicFile.Directory, $"{name}.*.peers").ShouldHaveSingleItem();
        using var peers = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var random = new Random(2);
        var garbage = new byte[PeersHeader.RegionSizeBytes];
        for (var round = 0; round < 200; round++)
        {
            if (round % 3 == 0) Array.Fill(garbage, (byte)(round % 2 * 0xff));
            else random.NextBytes(garbage);
            RandomAccess.Write(peers, garbage, 0);
            _publisher.Publish(Engine.At(round));
            subscriber.Read(TimeSpan.FromSeconds(10), out var sample).ShouldBe(ReadResult.Sample);
            sample.Value.Turns.ShouldBe(round);
            subscriber.Read(TimeSpan.FromMilliseconds(1), out _).ShouldBe(ReadResult.TimedOut);
        }
    }
}
