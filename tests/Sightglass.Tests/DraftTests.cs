using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class DraftTests : IDisposable
{
    private readonly Publisher _publisher = Publisher.Create(Unique.Topic(), Everything.Built());
    private readonly Subscriber _subscriber;

    public DraftTests() => _subscriber = Subscriber.Open(_publisher.Name);

    public void Dispose()
    {
        _subscriber.Dispose();
        _publisher.Dispose();
    }

    private Field Of(string name) => _publisher.Schema[name];

    [Fact]
    public void A_draft_that_is_not_committed_publishes_nothing()
    {
        using (var draft = _publisher.Begin()) draft.Float64s(Of("a.double"))[0] = 1;
        _publisher.Count.ShouldBe(0);
        _subscriber.TryReadLatest(new Sample()).ShouldBeFalse();
        _subscriber.TryReadNext(new Sample()).ShouldBeFalse();
    }

    [Fact]
    public void An_exception_while_a_draft_is_filled_publishes_nothing_and_the_next_draft_goes_through()
    {
        Should.Throw<FormatException>(() =>
        {
            using var draft = _publisher.Begin();
            draft.Float64s(Of("a.double"))[0] = 1;
            throw new FormatException();
        });
        _subscriber.TryReadLatest(new Sample()).ShouldBeFalse();
        using (var draft = _publisher.Begin()) draft.Commit();
        _subscriber.Latest.Number.ShouldBe(0);
        double.IsNaN(_subscriber.Latest[Of("a.double")].AsDouble).ShouldBeTrue();
    }

    [Fact]
    public void A_draft_is_not_seen_before_its_commit_and_the_sample_before_it_stays()
    {
        using (var draft = _publisher.Begin())
        {
            draft.Int64s(Of("a.long"))[0] = 1;
            draft.Commit();
        }
        using var second = _publisher.Begin();
        second.Int64s(Of("a.long"))[0] = 2;
        _subscriber.Latest[Of("a.long")].AsInt64.ShouldBe(1);
        second.Commit();
        _subscriber.Latest[Of("a.long")].AsInt64.ShouldBe(2);
    }

    [Fact]
    public void Fields_that_are_not_filled_are_not_available_or_zero_or_empty_whatever_the_slot_held_before()
    {
        for (var i = 0; i < 300; i++) // more than once round the ring
        {
            using var draft = _publisher.Begin();
            foreach (var field in _publisher.Schema.Fields)
                switch (field.Type)
                {
                    case FieldType.Float64: draft.Float64s(field).Fill(7); break;
                    case FieldType.Int64: draft.Int64s(field).Fill(7); break;
                    case FieldType.UInt64: draft.UInt64s(field).Fill(7); break;
                    default: draft.SetText(field, "seven"); break;
                }
            draft.Commit();
        }
        using (var draft = _publisher.Begin()) draft.Commit();
        var latest = _subscriber.Latest;
        foreach (var field in _publisher.Schema.Fields)
            for (var i = 0; i < Math.Max(field.Length, 1); i++)
                latest[field, i].ToString().ShouldBe(field.Type switch
                {
                    FieldType.Float64 => "n/a",
                    FieldType.Text => "",
                    _ => "0",
                }, field.Name);
    }

    [Fact]
    public void A_draft_is_committed_once() => Should.Throw<InvalidOperationException>(() =>
    {
        using var draft = _publisher.Begin();
        draft.Commit();
        draft.Commit();
    });

    [Fact]
    public void A_draft_that_is_done_cannot_be_filled()
    {
        Should.Throw<InvalidOperationException>(() =>
        {
            using var draft = _publisher.Begin();
            draft.Commit();
            draft.Float64s(Of("a.double"))[0] = 1;
        });
        Should.Throw<InvalidOperationException>(() =>
        {
            var draft = _publisher.Begin();
            draft.Dispose();
            draft.Dispose();
            draft.Commit();
        });
        _publisher.Count.ShouldBe(1);
    }

    [Fact]
    public void Publishing_while_a_draft_is_open_is_refused()
    {
        using (var open = _publisher.Begin())
            Should.Throw<InvalidOperationException>(() => { using var second = _publisher.Begin(); })
                .Message.ShouldContain("one writer at a time");
        using var next = _publisher.Begin();
        next.Commit();
        _publisher.Count.ShouldBe(1);
    }

    [Fact]
    public void A_draft_that_outlives_its_publisher_publishes_nothing()
    {
        var draft = _publisher.Begin();
        draft.Float64s(Of("a.double"))[0] = 1;
        _publisher.Dispose();
        draft.Float64s(Of("a.double"))[0] = 2; // the memory is still there
        draft.Commit();
        _subscriber.TryReadLatest(new Sample()).ShouldBeFalse();
    }

    [Fact]
    public void Fields_of_another_topic_or_another_type_are_refused()
    {
        var foreign = new SchemaBuilder().Add("b.double", FieldType.Float64).Build().Fields[0];
        string[] messages =
        [
            Refused(draft => draft.Float64s(foreign)),
            Refused(draft => draft.Int64s(Of("a.double"))),
            Refused(draft => draft.SetText(Of("a.texts"), "", 2)),
            Refused(draft => draft.SetText(Of("a.text16"), "", -1)),
            Refused(draft => draft.UInt64s(null!)),
        ];
        messages[0].ShouldContain("'b.double' is not one of this topic's");
        messages[1].ShouldContain("'a.double' is f64, not Int64");
        _publisher.Count.ShouldBe(0);
    }

    [Fact]
    public void Another_thread_that_publishes_meanwhile_is_refused()
    {
        using var open = _publisher.Begin();
        Exception? found = null;
        var thread = new Thread(() => found = Record.Exception(() => { using var draft = _publisher.Begin(); }));
        thread.Start();
        thread.Join();
        found.ShouldBeOfType<InvalidOperationException>();
    }

    private string Refused(Action<Draft> use) => Should.Throw<ArgumentException>(() =>
    {
        using var draft = _publisher.Begin();
        use(draft);
    }).Message;
}
