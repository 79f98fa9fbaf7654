using System.Globalization;
using System.Text.Json;
using Shouldly;
using Sightglass.Cli.Lines;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class LineFormatTests : IDisposable
{
    private const string Topic = "engine";
    private static readonly DateTimeOffset _time = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    private static readonly Schema _schema = new SchemaBuilder()
        .Add("engine.speed", FieldType.Float64, "Hz").Add("engine.turns", FieldType.Int64, kind: FieldKind.Counter)
        .Add("oil", FieldType.UInt64).AddText("engine.name", 16)
        .Add("engine.heat", FieldType.Float64, length: 3).AddText("engine.parts", 8, length: 2).Build();

    // Constructed: with InvariantGlobalization there is no German to be had by its name.
    public LineFormatTests() => CultureInfo.CurrentCulture = new CultureInfo("")
    {
        NumberFormat = new() { NumberDecimalSeparator = ",", NegativeSign = "~", NumberGroupSeparator = "." },
        DateTimeFormat = new() { TimeSeparator = ".", DateSeparator = "." },
    };

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Fact]
    public void Text_has_all_fields_and_says_what_is_not_available() => Write("text", Samples()).ShouldBe(
        """
        2026-03-04T05:06:07.089Z engine speed=1.5 turns=-7 oil=18446744073709551615 name="a \"b\" \\ c"|
         heat=[0.25 n/a -2] parts=["x" ""]
        2026-03-04T05:06:07.089Z engine discontinuity speed=n/a turns=0 oil=0 name="" heat=[n/a n/a n/a] parts=["" ""]

        """.Replace("|\n", "", StringComparison.Ordinal));

    [Fact]
    public void Csv_has_a_head_and_nothing_where_a_value_is_not_available() => Write("csv", Samples()).ShouldBe(
        """
        time,number,lost,engine.speed,engine.turns,oil,engine.name,|
        engine.heat[0],engine.heat[1],engine.heat[2],engine.parts[0],engine.parts[1]
        2026-03-04T05:06:07.089Z,0,0,1.5,-7,18446744073709551615,"a ""b"" \ c",0.25,,-2,"x",""
        2026-03-04T05:06:07.089Z,1,0,,0,0,"",,,,"",""

        """.Replace("|\n", "", StringComparison.Ordinal));

    [Fact]
    public void Ndjson_has_null_where_a_value_is_not_available()
    {
        var lines = Write("ndjson", Samples()).TrimEnd().Split('\n');
        lines[0].ShouldBe("""{"topic":"engine","time":"2026-03-04T05:06:07.089Z","number":0,"lost":0,"""
            + "\"values\":{\"engine.speed\":1.5,"
            + "\"engine.turns\":-7,\"oil\":18446744073709551615,\"engine.name\":\"a \\u0022b\\u0022 \\\\ c\","
            + "\"engine.heat\":[0.25,null,-2],\"engine.parts\":[\"x\",\"\"]}}");
        using var second = JsonDocument.Parse(lines[1]);
        second.RootElement.GetProperty("discontinuity").GetBoolean().ShouldBeTrue();
        second.RootElement.GetProperty("values").GetProperty("engine.speed").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("text", "=n/a")]
    [InlineData("csv", "0,0,\n")]
    [InlineData("ndjson", ":null")]
    public void What_is_not_available_looks_so(string format, string part) =>
        Write(format, OfDoubles(double.NaN)).ShouldContain(part);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Infinity_is_null_in_JSON(double value) => Write("ndjson", OfDoubles(value)).ShouldContain("\"v\":null");

    [Theory]
    [InlineData("text", 0.1234567891, "v=0.123457")]
    [InlineData("text", 1e15, "v=1000000000000000\n")]
    [InlineData("text", 33_333_333_333.5, "v=33333333333.5\n")]
    [InlineData("csv", 0.1234567891, ",0.1234567891\n")]
    [InlineData("ndjson", 0.1234567891, ":0.1234567891}")]
    public void Numbers_are_exact_where_programs_read_them(string format, double value, string part) =>
        Write(format, OfDoubles(value)).ShouldContain(part);

    [Fact]
    public void Small_numbers_do_not_become_zero_in_text() =>
        Write("text", OfDoubles(1e-9)).ShouldNotContain("v=0\n");

    [Theory]
    [InlineData("text", " lost=6 ")]
    [InlineData("csv", ",6,6,")]
    [InlineData("ndjson", "\"lost\":6")]
    public void Lost_samples_are_counted(string format, string part)
    {
        var schema = new SchemaBuilder().Add("v", FieldType.Float64).Build();
        var name = OwnTopics.Name();
        using var publisher = Publisher.Create(name, schema, new() { History = 1 });
        using var subscriber = Subscriber.Open(name, new() { Start = StartAt.Oldest });
        for (var i = 0; i < 1000; i++) Commit(publisher, i);
        var samples = OwnTopics.Read(subscriber);
        samples[0].Lost.ShouldBe(samples[0].Number);
        samples[0].Lost.ShouldBePositive();
        Write(format, samples).ShouldContain(part.Replace("6", $"{samples[0].Lost}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text", " restarted ")]
    [InlineData("ndjson", "\"restarted\":true")]
    public void A_restart_is_marked_and_the_head_of_csv_is_not_repeated(string format, string part)
    {
        var schema = new SchemaBuilder().Add("v", FieldType.Float64).Build();
        var name = OwnTopics.Name();
        var first = Publisher.Create(name, schema);
        using var subscriber = Subscriber.Open(name, new() { Start = StartAt.Oldest });
        Commit(first, 1);
        var samples = OwnTopics.Read(subscriber);
        first.Dispose();
        using var second = Publisher.Create(name, schema);
        Commit(second, 2);
        Eventually.True(() => OwnTopics.ReadInto(samples, subscriber) == 2, () => "the restart");
        Write(format, samples).ShouldContain(part);
        Write("csv", samples).Split("time,number,lost").Length.ShouldBe(2);
    }

    [Fact]
    public void Csv_has_a_new_head_when_the_fields_change()
    {
        var one = OwnTopics.Publish(new SchemaBuilder().Add("v", FieldType.Float64).Build(), 4, p => Commit(p, 1));
        var other = OwnTopics.Publish(new SchemaBuilder().Add("w", FieldType.Float64).Build(), 4, p => Commit(p, 1));
        Write("csv", [.. one, .. other]).Split('\n').Count(l => l.StartsWith("time,")).ShouldBe(2);
    }

    [Fact]
    public void Ndjson_tells_states_among_the_samples()
    {
        var writer = new StringWriter { NewLine = "\n" };
        LineFormat.Create("ndjson", writer).WriteState(Topic, TopicState.Died, new(4711, "p", _time, _time));
        using var json = JsonDocument.Parse(writer.ToString());
        json.RootElement.GetProperty("state").GetString().ShouldBe("died");
        json.RootElement.GetProperty("pid").GetInt32().ShouldBe(4711);
    }

    private static List<Sample> Samples() => OwnTopics.Publish(_schema, 4, publisher =>
    {
        using (var draft = publisher.Begin())
        {
            draft.Float64s(_schema["engine.speed"])[0] = 1.5;
            draft.Int64s(_schema["engine.turns"])[0] = -7;
            draft.UInt64s(_schema["oil"])[0] = ulong.MaxValue;
            draft.SetText(_schema["engine.name"], "a \"b\" \\ c");
            draft.Float64s(_schema["engine.heat"])[0] = 0.25;
            draft.Float64s(_schema["engine.heat"])[2] = -2;
            draft.SetText(_schema["engine.parts"], "x");
            draft.Commit(TopicClock.MonotonicNs, _time.ToUnixTimeMilliseconds() * 1_000_000);
        }
        using var empty = publisher.Begin();
        empty.Commit(TopicClock.MonotonicNs, _time.ToUnixTimeMilliseconds() * 1_000_000, SampleFlags.Discontinuity);
    });

    private static List<Sample> OfDoubles(double value) =>
        OwnTopics.Publish(new SchemaBuilder().Add("v", FieldType.Float64).Build(), 4, p => Commit(p, value));

    private static void Commit(Publisher publisher, double value)
    {
        using var draft = publisher.Begin();
        draft.Float64s(publisher.Schema.Fields[0])[0] = value;
        draft.Commit();
    }

    private static string Write(string format, List<Sample> samples)
    {
        var writer = new StringWriter { NewLine = "\n" };
        var lines = LineFormat.Create(format, writer);
        foreach (var sample in samples) lines.WriteSample(Topic, sample);
        return writer.ToString();
    }
}
