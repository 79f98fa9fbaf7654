using CsCheck;
using Shouldly;
using Sightglass.Cli.Getting;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("a.b>0.9", "a.b", ">", 0.9, null)]
    [InlineData("a.b >= 90%", "a.b", ">=", 0.9, "1")]
    [InlineData("a<57%", "a", "<", 0.57, "1")]
    [InlineData("a<=2GiB", "a", "<=", 2147483648.0, "By")]
    [InlineData("a==1KiB/s", "a", "==", 1024.0, "By/s")]
    [InlineData("a!=-3", "a", "!=", -3.0, null)]
    [InlineData("a>250ms", "a", ">", 0.25, "s")]
    [InlineData("a>2m", "a", ">", 120.0, "s")]
    [InlineData("a>7 B", "a", ">", 7.0, "By")]
    [InlineData("a<1.5GHz", "a", "<", 1.5e9, "Hz")]
    [InlineData("a<1e3", "a", "<", 1000.0, null)]
    public void Is_a_field_an_operator_and_a_number(
        string text, string field, string compares, double limit, string? unit)
    {
        var condition = Condition.Parse(text);
        (condition.Field.Name, condition.Operator, condition.Limit.Number, condition.Limit.Unit)
            .ShouldBe((field, compares, limit, unit));
    }

    [Fact]
    public void The_field_may_have_an_owner_and_an_element()
    {
        var field = Condition.Parse("1000:a.b[12]>1").Field;
        (field.Owner, field.Name, field.Index).ShouldBe(("1000", "a.b", 12));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a>")]
    [InlineData(">1")]
    [InlineData("a=1")]
    [InlineData("a=>1")]
    [InlineData("a>x")]
    [InlineData("a>NaN")]
    [InlineData("a>Infinity")]
    [InlineData("a>1e999")]
    [InlineData("a>1,5")]
    [InlineData("a>1 apple")]
    [InlineData("a>1%/s")]
    [InlineData("a>1>2")]
    [InlineData("a b>1")]
    [InlineData("a[x]>1")]
    [InlineData("a[-1]>1")]
    [InlineData("a[99999999999]>1")]
    [InlineData("a[1>1")]
    public void What_is_none_is_refused_in_one_line(string text) =>
        Should.Throw<UsageException>(() => Condition.Parse(text)).Message.ShouldNotContain("\n");

    [Theory]
    [InlineData(">", false, false, true)]
    [InlineData(">=", false, true, true)]
    [InlineData("<", true, false, false)]
    [InlineData("<=", true, true, false)]
    [InlineData("==", false, true, false)]
    [InlineData("!=", true, false, true)]
    public void Operators_compare(string compares, bool below, bool at, bool above)
    {
        var condition = Condition.Parse($"a{compares}1");
        (condition.IsMet(0.5), condition.IsMet(1), condition.IsMet(1.5)).ShouldBe((below, at, above));
    }

    [Fact]
    public void Rubbish_is_refused_and_never_anything_worse() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["ab.:[]0123456789<>=!%KiBms/ +-eE"]), 0, 24].Sample(text =>
        {
            try
            {
                var condition = Condition.Parse(text);
                return double.IsFinite(condition.Limit.Number) && condition.Field.Name.Length > 0;
            }
            catch (UsageException)
            {
                return true;
            }
        });
}
