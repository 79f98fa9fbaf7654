using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void A_struct_and_the_same_schema_built_at_run_time_have_the_same_bytes()
    {
        var built = Everything.Built();
        TypedSchema<Everything>.Schema.Bytes.ShouldBe(built.Bytes);
        TypedSchema<Everything>.Schema.SampleSizeBytes.ShouldBe(built.SampleSizeBytes);
        TypedSchema<Everything>.Schema.FirstDifference(built).ShouldBeNull();
    }

    [Fact]
    public void A_struct_and_a_draft_filled_alike_publish_the_same_bytes()
    {
        using var typed = Publisher.Create<Everything>(Unique.Topic());
        using var built = Publisher.Create(Unique.Topic(), Everything.Built());
        typed.Publish(FilledStruct());
        using (var draft = built.Begin())
        {
            var s = built.Schema;
            draft.Float64s(s["a.double"])[0] = 1.5;
            draft.Int64s(s["a.long"])[0] = -2;
            draft.UInt64s(s["a.ulong"])[0] = ulong.MaxValue;
            draft.SetText(s["a.text16"], "sixteen");
            draft.SetText(s["a.text32"], "zweiunddreißig");
            draft.SetText(s["a.text64"], new string('x', 100));
            for (var i = 0; i < 4; i++) draft.Float64s(s["a.doubles"])[i] = i / 4.0;
            for (var i = 0; i < 3; i++) draft.Int64s(s["a.longs"])[i] = -i;
            for (var i = 0; i < 2; i++) draft.UInt64s(s["a.ulongs"])[i] = (ulong)i + 7;
            for (var i = 0; i < 2; i++) draft.SetText(s["a.texts"], $"text {i}", i);
            draft.Commit();
        }
        using var fromTyped = Subscriber.Open(typed.Name);
        using var fromBuilt = Subscriber.Open(built.Name);
        Bytes(fromTyped).ShouldBe(Bytes(fromBuilt));
        using var asStruct = Subscriber.Open<Everything>(built.Name);
        asStruct.TryReadLatest(out var sample).ShouldBeTrue();
        var value = sample.Value;
        (value.OneDouble, value.OneLong, value.OneUlong).ShouldBe((1.5, -2, ulong.MaxValue));
        (value.Text16.ToString(), value.Text32.ToString()).ShouldBe(("sixteen", "zweiunddreißig"));
        value.Text64.ToString().ShouldBe(new string('x', 64));
        (value.Doubles[3], value.Longs[2], value.Ulongs[1]).ShouldBe((0.75, -2, 8ul));
        value.Texts[1].ToString().ShouldBe("text 1");
    }

    [Fact]
    public void A_tool_reads_every_field_of_a_struct_it_has_never_heard_of()
    {
        using var publisher = Publisher.Create<Everything>(Unique.Topic());
        publisher.Publish(FilledStruct());
        using var subscriber = Subscriber.Open(publisher.Name);
        var latest = subscriber.Latest;
        var shown = subscriber.Schema.Fields.SelectMany(f =>
            Enumerable.Range(0, Math.Max(f.Length, 1)).Select(i => latest[f, i].ToString()));
        shown.ShouldBe(["1.5", "-2", "18446744073709551615", "sixteen", "zweiunddreißig", new string('x', 64),
            "0", "0.25", "0.5", "0.75", "0", "-1", "-2", "7", "8", "text 0", "text 1"]);
        subscriber.Schema.Fields.Select(f => f.ToString()).ShouldBe([
            "a.double: f64 s gauge", "a.long: i64 By counter", "a.ulong: u64 gauge", "a.text16: text(16) text",
            "a.text32: text(32) text", "a.text64: text(64) text", "a.doubles: f64[4] 1 gauge", "a.longs: i64[3] gauge",
            "a.ulongs: u64[2] gauge", "a.texts: text(16)[2] text"]);
        subscriber.Schema["a.double"].Description.ShouldBe("A double.");
    }

    [Fact]
    public void The_first_difference_is_named()
    {
        static Schema Make(string name = "a", FieldType type = FieldType.Float64, string unit = "s",
            FieldKind kind = FieldKind.Gauge, int length = 0, bool second = false)
        {
            var builder = new SchemaBuilder().Add(name, type, unit, kind, length);
            return second ? builder.Add("b", FieldType.Int64).Build() : builder.Build();
        }
        var there = Make();
        there.FirstDifference(Make()).ShouldBeNull();
        there.FirstDifference(Make(name: "c")).ShouldBe("field 0 is 'a' in the topic and 'c' in the type");
        there.FirstDifference(Make(type: FieldType.Int64)).ShouldBe(
            "field 'a' is f64 in the topic and i64 in the type");
        there.FirstDifference(Make(length: 2)).ShouldBe("field 'a' is f64 in the topic and f64[2] in the type");
        there.FirstDifference(Make(unit: "ms")).ShouldBe("field 'a' is in 's' in the topic and in 'ms' in the type");
        there.FirstDifference(Make(kind: FieldKind.Counter)).ShouldBe(
            "field 'a' is a gauge in the topic and a counter in the type");
        there.FirstDifference(Make(second: true)).ShouldBe("the topic has no field 'b', which the type has");
        Make(second: true).FirstDifference(there).ShouldBe("the topic has a field 'b', which the type has not");
    }

    [Fact]
    public void A_field_that_is_not_there_is_refused_with_those_that_are()
    {
        var schema = TypedSchema<Engine>.Schema;
        schema.Find("engine.sped").ShouldBeNull();
        Should.Throw<ArgumentException>(() => schema["engine.sped"]).Message
            .ShouldContain("'engine.sped'; there are: engine.speed, engine.turns");
    }

    internal static Everything FilledStruct()
    {
        var value = new Everything
        {
            OneDouble = 1.5,
            OneLong = -2,
            OneUlong = ulong.MaxValue,
            Text16 = "sixteen",
            Text32 = "zweiunddreißig",
            Text64 = new string('x', 100),
        };
        for (var i = 0; i < 4; i++) value.Doubles[i] = i / 4.0;
        for (var i = 0; i < 3; i++) value.Longs[i] = -i;
        for (var i = 0; i < 2; i++) value.Ulongs[i] = (ulong)i + 7;
        for (var i = 0; i < 2; i++) value.Texts[i] = $"text {i}";
        return value;
    }

    private static byte[] Bytes(Subscriber subscriber)
    {
        var sample = new Sample();
        subscriber.TryReadLatest(sample).ShouldBeTrue();
        return sample.Prepare(sample.Schema!).ToArray();
    }
}
