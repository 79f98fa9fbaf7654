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
        var writer = new Thread(() =>
        {
            for (long value = 0; value < SampleCount; value++)
            {
                new Span<long>(ring.Writer.Begin(), WordCount).Fill(value);
                ring.Writer.Commit(value, value, (uint)value);
                if (value % YieldEvery == 0) Thread.Yield();
            }
        });
        writer.Start();
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
        writer.Join();
        reads.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_copy_of_the_sample_that_is_overwritten_next_is_whole_or_refused()
    {
        const int ManyWords = 512, Samples = 100_000;
        using var ring = new NativeRing(history: 15, sampleSizeBytes: ManyWords * 8);
        var writer = new Thread(() =>
        {
            for (long value = 0; value < Samples; value++)
            {
                new Span<long>(ring.Writer.Begin(), ManyWords).Fill(value);
                ring.Writer.Commit(value, value, 0);
                if (value % YieldEvery == 0) Thread.Yield();
            }
        });
        writer.Start();
        int whole = 0, refused = 0;
        var words = new long[ManyWords];
        for (ulong cursor; (cursor = ring.Reader.Cursor) < Samples;)
        {
            var oldest = ring.Reader.Oldest(cursor);
            if (ring.Reader.TryRead(oldest, MemoryMarshal.AsBytes(words.AsSpan()), out _) == SlotLook.Whole)
            {
                whole++;
                if (words.AsSpan().ContainsAnyExcept((long)oldest)) Assert.Fail($"Sample {oldest} holds parts of another.");
            }
            else if (++refused % YieldEvery == 0) Thread.Yield();
        }
        writer.Join();
        whole.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0); // or the writer was never met
    }

    [Fact]
    public void A_follower_knows_of_each_sample_that_it_read_it_or_lost_it()
    {
        using var ring = new NativeRing(history: 60, sampleSizeBytes: WordCount * 8);
        var writer = new Thread(() =>
        {
            for (long value = 0; value < SampleCount; value++)
            {
                new Span<long>(ring.Writer.Begin(), WordCount).Fill(value);
                ring.Writer.Commit(value, value, 0);
                if (value % 64 == 0) Thread.SpinWait(50);
                if (value % YieldEvery == 0) Thread.Yield();
            }
        });
        writer.Start();
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
        writer.Join();
        (read + lost).ShouldBe((ulong)SampleCount);
    }
}
