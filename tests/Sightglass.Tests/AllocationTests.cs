using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class AllocationTests : IDisposable
{
    private const int Calls = 10_000;
    private readonly Publisher<Engine> _publisher = Publisher.Create<Engine>(Unique.Topic());
    private readonly Publisher _built = Publisher.Create(Unique.Topic(), Everything.Built());
    private readonly Subscriber<Engine> _typed;
    private readonly Subscriber _any;

    public AllocationTests()
    {
        _typed = Subscriber.Open<Engine>(_publisher.Name);
        _any = Subscriber.Open(_publisher.Name);
    }

    public void Dispose()
    {
        _any.Dispose();
        _typed.Dispose();
        _built.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public void To_publish_allocates_nothing() => AllocatesNothing(() => _publisher.Publish(Engine.At(3)));

    [Fact]
    public void To_fill_and_commit_a_draft_allocates_nothing()
    {
        var (number, text) = (_built.Schema["a.double"], _built.Schema["a.text32"]);
        AllocatesNothing(() =>
        {
            using var draft = _built.Begin();
            draft.Float64s(number)[0] = 1;
            draft.SetText(text, "text");
            draft.Commit();
        });
    }

    [Fact]
    public void To_read_the_latest_sample_allocates_nothing()
    {
        _publisher.Publish(Engine.At(3));
        var sample = new Sample();
        var field = _any.Schema["engine.turns"];
        AllocatesNothing(() => _typed.TryReadLatest(out _));
        AllocatesNothing(() =>
        {
            _any.TryReadLatest(sample);
            _ = sample[field].AsInt64;
            _ = sample.Int64s(field)[0];
        });
    }

    [Fact]
    public void To_read_the_next_sample_allocates_nothing()
    {
        var sample = new Sample();
        AllocatesNothing(() =>
        {
            _publisher.Publish(Engine.At(3));
            _typed.TryReadNext(out _).ShouldBeTrue();
            if (!_any.TryReadNext(sample)) throw new InvalidOperationException();
            _typed.TryReadNext(out _).ShouldBeFalse();
        });
    }

    [Fact]
    public void To_wait_for_a_sample_that_is_there_allocates_nothing()
    {
        var sample = new Sample();
        AllocatesNothing(() =>
        {
            _publisher.Publish(Engine.At(3));
            if (_typed.Read(Timeout.InfiniteTimeSpan, out _) != ReadResult.Sample)
                throw new InvalidOperationException();
            if (_any.Read(Timeout.InfiniteTimeSpan, sample) != ReadResult.Sample) throw new InvalidOperationException();
        });
    }

    private static void AllocatesNothing(Action call)
    {
        for (var i = 0; i < Calls; i++) call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++) call();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
