using System.Buffers.Text;

namespace Sightglass.Sensors.Proc;

/// <summary>
/// Parses <c>/proc/pressure/*</c> and a control group's <c>*.pressure</c>:
/// <c>some avg10=1.23 avg60=0.00 avg300=0.00 total=12345</c>, percentages and microseconds. Any bytes are allowed.
/// </summary>
internal static class ProcPressure
{
    private const double UsPerSecond = 1_000_000;

    internal static Pressure Parse(ReadOnlySpan<byte> text)
    {
        var pressure = Pressure.NotAvailable;
        // A line counts only with its end: a number cut short would be a smaller one.
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = text[..end];
            if (line.StartsWith("some "u8))
                pressure = pressure with { Some = ParseLevel(line) };
            else if (line.StartsWith("full "u8))
                pressure = pressure with { Full = ParseLevel(line) };
        }
        return pressure;
    }

    private static PressureLevel ParseLevel(ReadOnlySpan<byte> line) => new(
        Ratio(line, " avg10="u8), Ratio(line, " avg60="u8), Ratio(line, " avg300="u8), Seconds(line, " total="u8));

    private static double Ratio(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        TryFind(line, name, out var rest) && Utf8Parser.TryParse(rest, out double percent, out int length)
        && IsEnd(rest[length..]) && percent is >= 0 and <= 100 ? percent / 100 : double.NaN;

    private static double Seconds(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        TryFind(line, name, out var rest) && Utf8Parser.TryParse(rest, out long microseconds, out int length)
        && IsEnd(rest[length..]) ? microseconds / UsPerSecond : double.NaN;

    private static bool TryFind(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> rest)
    {
        int start = line.IndexOf(name);
        rest = start < 0 ? default : line[(start + name.Length)..];
        return !rest.IsEmpty && char.IsAsciiDigit((char)rest[0]); // the parser would also take signs and infinities
    }

    private static bool IsEnd(ReadOnlySpan<byte> rest) => rest.IsEmpty || rest[0] == ' ';
}
