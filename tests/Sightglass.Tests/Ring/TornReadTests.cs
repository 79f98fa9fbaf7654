using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Shouldly;
using Sightglass.Ring;
using Xunit;

namespace Sightglass.Tests.Ring;

public sealed unsafe class TornReadTests
{
    private const int WordCount = 32, SampleCount = 300_000;

    /// <summary>.NET 10 under Wine 8 cannot stop a thread for its garbage collection that never calls out.</summary>
    private const int YieldEvery = 4096;

    [InlineArray(WordCount)]
    private struct Words
    {
        private long _first;
    }

    [Fact]
    public void A_copy_never_mixes_two_samples_while_the_writer_runs_at_full_speed()
    {
        using var ring = new NativeRing(history: 15, sampleSizeBytes: WordCount * 8);
        ring.WriteBeside(() =>
        {
            for (long value = 0; value < SampleCount; value++)
            {
                new Span<long>(ring.Writer.Begin(), WordCount).Fill(value);
                ring.Writer.Commit(value, value, (uint)value);
                if (value % YieldEvery == 0) Thread.Yield();
            }
        });
        long reads = 0, latest = -1;
        while (latest < SampleCount - 1)
        {
            if (!ring.Reader.TryReadLatest(out Words words, out var stamps, out var number))
            {
                Thread.Yield();
                continue;
            }
            for (var i = 0; i < WordCount; i++)
                if (words[i] != (long)number) Assert.Fail($"Sample {number} has {words[i]} in word {i}.");
            (stamps.MonotonicNs, stamps.UtcNs, stamps.Flags).ShouldBe(((long)number, (long)number, (uint)number));
            ((long)number).ShouldBeGreaterThanOrEqualTo(latest);
            latest = (long)number;
            if (++reads % YieldEvery == 0) Thread.Yield();
        }
        reads.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_copy_of_the_sample_that_is_overwritten_next_is_whole_or_refused()
    {
        const int ManyWords = 512, EnoughOfEach = 5000;
        var isEnough = false;
        using var ring = new NativeRing(history: 15, sampleSizeBytes: ManyWords * 8);
        ring.WriteBeside(() =>
        {
            for (long value = 0; !Volatile.Read(ref isEnough); value++)
            {
                new Span<long>(ring.Writer.Begin(), ManyWords).Fill(value);
                ring.Writer.Commit(value, value, 0);
                if (value % YieldEvery == 0) Thread.Yield();
            }
        });
        int whole = 0, refused = 0;
        var words = new long[ManyWords];
        string? torn = null;
        using var end = new Ending(() => Volatile.Write(ref isEnough, true)); // before the ring waits for its writer
        Eventually.True(() =>
        {
            for (var look = 0; look < YieldEvery && torn is null; look++)
            {
                var cursor = ring.Reader.Cursor;
                if (cursor <= ring.Layout.SlotCount) continue;
                // In turn the one that is being overwritten now, or in this moment begins to be, and the one after it.
                var number = ring.Reader.Oldest(cursor) - (ulong)(look % 2);
                var found = ring.Reader.TryRead(number, MemoryMarshal.AsBytes(words.AsSpan()), out _);
                if (found != SlotLook.Whole) refused++;
                else if (words.AsSpan().ContainsAnyExcept((long)number)) torn = $"Sample {number} is torn.";
                else whole++;
            }
            return torn is not null || (whole > EnoughOfEach && refused > EnoughOfEach);
        }, "writer and reader met often enough", timeoutMs: 60_000);
        torn.ShouldBeNull();
    }

    [Fact]
    public void A_follower_knows_of_each_sample_that_it_read_it_or_lost_it()
    {
        using var ring = new NativeRing(history: 60, sampleSizeBytes: WordCount * 8);
        ring.WriteBeside(() =>
        {
            for (long value = 0; value < SampleCount; value++)
            {
                new Span<long>(ring.Writer.Begin(), WordCount).Fill(value);
                ring.Writer.Commit(value, value, 0);
                if (value % 64 == 0) Thread.SpinWait(50);
                if (value % YieldEvery == 0) Thread.Yield();
            }
        });
        ulong position = 0, read = 0, lost = 0;
        while (position < SampleCount)
        {
            switch (ring.Reader.TryRead(position, out Words words, out _))
            {
                case SlotLook.Whole:
                    for (var i = 0; i < WordCount; i++)
                        if (words[i] != (long)position) Assert.Fail($"Sample {position} has {words[i]} in word {i}.");
                    position++;
                    read++;
                    break;
                case SlotLook.NotYet:
                    Thread.Yield();
                    break;
                case SlotLook.Lapped:
                    var next = ring.Reader.AfterLap(ring.Reader.Cursor);
                    next.ShouldBeGreaterThan(position);
                    lost += next - position;
                    position = next;
                    break;
            }
        }
        (read + lost).ShouldBe((ulong)SampleCount);
    }

    private readonly struct Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
