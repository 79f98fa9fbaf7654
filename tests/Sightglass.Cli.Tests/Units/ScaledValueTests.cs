using Shouldly;
using Sightglass.Cli.Lines;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class ScaledValueTests
{
    [Theory]
    [InlineData("1", 0.1234, "12.3 %")]
    [InlineData("1", double.NaN, "n/a ")]
    [InlineData("By", 1536, "1.5 KiB")]
    [InlineData("By/s", 1536, "1.5 KiB/s")]
    [InlineData("By", 0, "0 B")]
    [InlineData("Hz", 2_596_138_000, "2.60 GHz")]
    [InlineData("Hz", 48.25, "48.25 Hz")]
    [InlineData("s", 10559.83, "10559.83 s")]
    [InlineData("s", 0.0123456, "12.346 ms")]
    [InlineData("s", 0.0000123, "12.3 µs")]
    [InlineData("s", 0, "0 s")]
    [InlineData("Cel", 81.5, "81.5 °C")]
    [InlineData("{packet}/s", 3.5, "3.5 packet/s")]
    [InlineData("", 2, "2 ")]
    public void Numbers_come_in_the_unit_that_people_read(string unit, double value, string words) =>
        Scale(new SchemaBuilder().Add("v", FieldType.Float64, unit: unit).Build(),
            (draft, field) => draft.Float64s(field)[0] = value).ShouldBe(words);

    [Fact]
    public void Integers_are_exact() =>
        Scale(new SchemaBuilder().Add("v", FieldType.UInt64).Build(),
            (draft, field) => draft.UInt64s(field)[0] = ulong.MaxValue).ShouldBe("18446744073709551615 ");

    private static string Scale(Schema schema, Fill fill)
    {
        var samples = OwnTopics.Publish(schema, 4, publisher =>
        {
            using var draft = publisher.Begin();
            fill(draft, schema.Fields[0]);
            draft.Commit();
        });
        var scaled = ScaledValue.Of(schema.Fields[0], samples[0][samples[0].Schema!.Fields[0]]);
        return $"{scaled.Number} {scaled.Unit}";
    }

    private delegate void Fill(Draft draft, Field field);
}
