using System.Globalization;
using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class SampleTests : IDisposable
{
    private readonly Publisher _publisher = Publisher.Create(Unique.Topic(), Everything.Built());
    private readonly Subscriber _subscriber;

    public SampleTests() => _subscriber = Subscriber.Open(_publisher.Name);

    public void Dispose()
    {
        _subscriber.Dispose();
        _publisher.Dispose();
    }

    private Field Of(string name) => _subscriber.Schema[name];

    private void Publish(double number, long whole = 0, string text = "")
    {
        using var draft = _publisher.Begin();
        draft.Float64s(Of("a.double"))[0] = number;
        draft.Int64s(Of("a.long"))[0] = whole;
        draft.SetText(Of("a.text16"), text);
        draft.Commit();
    }

    [Fact]
    public void A_sample_is_filled_again_and_again_and_holds_its_own_copy()
    {
        var sample = new Sample();
        for (var i = 0; i < 10; i++)
        {
            Publish(i, -i);
            _subscriber.TryReadNext(sample).ShouldBeTrue();
            Publish(99);
            (sample[Of("a.double")].AsDouble, sample[Of("a.long")].AsInt64).ShouldBe((i, -i));
            _subscriber.TryReadNext(sample).ShouldBeTrue();
        }
        _subscriber.TryReadNext(sample).ShouldBeFalse();
        sample.HasValue.ShouldBeFalse();
        sample[Of("a.double")].IsAvailable.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1234.5, "1234.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    [InlineData(-0.0, "-0")]
    [InlineData(double.NaN, "n/a")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Numbers_are_written_in_invariant_culture(double number, string text)
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "~");
        CultureInfo.CurrentCulture = other;
        try
        {
            Publish(number, -5);
            _subscriber.Latest[Of("a.double")].ToString().ShouldBe(text);
            _subscriber.Latest[Of("a.long")].ToString().ShouldBe("-5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Values_have_their_type_and_whole_numbers_are_exact()
    {
        Publish(double.NaN, long.MinValue + 1, "a\u001bb");
        var latest = _subscriber.Latest;
        var number = latest[Of("a.double")];
        (number.IsAvailable, double.IsNaN(number.AsDouble), number.Type).ShouldBe((false, true, FieldType.Float64));
        var whole = latest[Of("a.long")];
        (whole.AsInt64, whole.AsDouble).ShouldBe((long.MinValue + 1, long.MinValue + 1));
        whole.ToString().ShouldBe("-9223372036854775807");
        latest[Of("a.text16")].ToString().ShouldBe("a\uFFFDb");
        latest.Utf8(Of("a.text16")).ToArray().ShouldBe("a\u001bb"u8.ToArray());
        double.IsNaN(latest[Of("a.text16")].AsDouble).ShouldBeTrue();
    }

    [Fact]
    public void Arrays_are_read_as_spans()
    {
        using (var draft = _publisher.Begin())
        {
            double[] numbers = [1, 2, double.NaN, 4];
            numbers.CopyTo(draft.Float64s(Of("a.doubles")));
            draft.SetText(Of("a.texts"), "second", 1);
            draft.UInt64s(Of("a.ulongs"))[1] = 9;
            draft.Int64s(Of("a.longs"))[2] = -9;
            draft.Commit();
        }
        var latest = _subscriber.Latest;
        latest.Float64s(Of("a.doubles")).ToArray().ShouldBe([1, 2, double.NaN, 4]);
        latest.UInt64s(Of("a.ulongs")).ToArray().ShouldBe([0ul, 9ul]);
        latest.Int64s(Of("a.longs")).ToArray().ShouldBe([0L, 0L, -9L]);
        latest.Utf8(Of("a.texts"), 1).ToArray().ShouldBe("second"u8.ToArray());
        latest[Of("a.doubles"), 2].IsAvailable.ShouldBeFalse();
    }

    [Fact]
    public void Fields_of_another_topic_or_another_type_and_elements_that_are_not_there_are_refused()
    {
        Publish(1);
        var latest = _subscriber.Latest;
        var foreign = new SchemaBuilder().Add("b.double", FieldType.Float64).Build().Fields[0];
        Should.Throw<ArgumentException>(() => latest[foreign]);
        Should.Throw<ArgumentException>(() => latest.Int64s(Of("a.double")).Length);
        Should.Throw<ArgumentException>(() => latest.Utf8(Of("a.double")).Length);
        Should.Throw<ArgumentNullException>(() => latest[null!]);
        foreach (var index in new[] { -1, 4, int.MaxValue, int.MinValue })
            Should.Throw<ArgumentOutOfRangeException>(() => latest[Of("a.doubles"), index]);
        Should.Throw<ArgumentOutOfRangeException>(() => latest[Of("a.double"), 1]);
        Should.Throw<ArgumentOutOfRangeException>(() => latest.Utf8(Of("a.texts"), 2).Length);
        Should.Throw<InvalidOperationException>(() => new Sample()[Of("a.double")]);
    }
}
