using Shouldly;
using Sightglass.Layout;
using Xunit;

namespace Sightglass.Tests;

public sealed class SchemaBuilderTests
{
    private static string Refused(Action<SchemaBuilder> add)
    {
        var builder = new SchemaBuilder().Add("first", FieldType.Float64);
        var message = Should.Throw<ArgumentException>(() => add(builder)).Message;
        builder.Build().Fields.Count.ShouldBe(1); // what was refused has left nothing behind
        return message;
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("a\n")]
    public void Names_that_are_no_metric_names_are_refused(string name) => Refused(b => b.Add(name, FieldType.Float64));

    [Fact]
    public void Limits_of_the_layout_are_refused_when_they_are_passed()
    {
        Refused(b => b.Add(new string('a', 129), FieldType.Float64)).ShouldContain("128");
        Refused(b => b.Add("first", FieldType.Float64)).ShouldContain("already");
        Refused(b => b.Add("a", FieldType.Text)).ShouldContain("AddText");
        Refused(b => b.Add("a", 0)).ShouldContain("AddText");
        Refused(b => b.Add("a", FieldType.Float64, kind: FieldKind.Text)).ShouldContain("gauge or counter");
        Refused(b => b.Add("a", FieldType.Float64, new string('é', 33))).ShouldContain("64 bytes");
        Refused(b => b.Add("a", FieldType.Float64, description: new string('é', 257))).ShouldContain("512 bytes");
        Refused(b => b.Add("a", FieldType.Float64, length: -1));
        Refused(b => b.Add("a", FieldType.Float64, length: int.MaxValue)).ShouldContain("16777216");
        Refused(b => b.AddText("a", 0)).ShouldContain("1 to 4096");
        Refused(b => b.AddText("a", 4097)).ShouldContain("1 to 4096");
        Refused(b => b.AddText("a", 4096, length: 4097)).ShouldContain("16777216");
    }

    [Theory]
    [InlineData("a\nb", "")]
    [InlineData("", "a\u001bb")]
    [InlineData("", "a\u0085b")]
    public void A_schema_that_no_subscriber_would_read_cannot_be_built(string unit, string description) =>
        Refused(b => b.Add("a", FieldType.Float64, unit, description: description)).ShouldContain("control characters");

    [Fact]
    public void The_largest_schema_can_be_published_and_read()
    {
        var builder = new SchemaBuilder();
        for (var i = 0; i < SchemaBytes.MaxFields; i++)
            _ = builder.Add($"{i}{new string('n', 100)}", FieldType.Float64, "unit", description: new string('d', 512));
        Should.Throw<ArgumentException>(() => builder.Add("more", FieldType.Float64)).Message
            .ShouldContain("4096 fields");
        using var publisher = Publisher.Create(Unique.Topic(), builder.Build());
        using var subscriber = Subscriber.Open(publisher.Name);
        subscriber.Schema.FirstDifference(publisher.Schema).ShouldBeNull();
    }

    [Fact]
    public void A_topic_without_fields_cannot_be_built() =>
        Should.Throw<InvalidOperationException>(() => new SchemaBuilder().Build()).Message
            .ShouldContain("none was added");

    [Fact]
    public void Numbers_are_aligned_after_text() =>
        new SchemaBuilder().AddText("a", 3).Add("b", FieldType.Int64).AddText("c", 1).AddText("d", 1).Build()
            .Fields.Select(f => f.OffsetBytes).ShouldBe([0, 8, 16, 17]);
}
