using Shouldly;

namespace Sightglass.Sensors.Tests;

/// <summary>
/// Not Shouldly's ShouldAllBe, which compiles what it is given: .NET 10 under Wine 8 dies when such a method is freed.
/// </summary>
internal static class NaNAssertions
{
    internal static void ShouldAllBeNaN(this IEnumerable<double> values) =>
        values.Where(value => !double.IsNaN(value)).ShouldBeEmpty();
}
