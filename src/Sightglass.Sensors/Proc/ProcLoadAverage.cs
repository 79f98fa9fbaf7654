using System.Buffers.Text;

namespace Sightglass.Sensors.Proc;

/// <summary>Parses <c>/proc/loadavg</c>, proc_loadavg(5): <c>0.20 0.18 0.12 1/80 11206</c>.</summary>
internal static class ProcLoadAverage
{
    internal static LoadAverage Parse(ReadOnlySpan<byte> text) =>
        TryTake(ref text, out double one) && TryTake(ref text, out double five) && TryTake(ref text, out double fifteen)
            ? new(one, five, fifteen) : LoadAverage.NotAvailable;

    private static bool TryTake(ref ReadOnlySpan<byte> text, out double load)
    {
        load = 0;
        // A number counts only with the space behind it; cut short it would be a smaller one.
        if (text.IsEmpty || !char.IsAsciiDigit((char)text[0]) || !Utf8Parser.TryParse(text, out load, out int length)
            || length >= text.Length || text[length] != ' ' || !double.IsFinite(load))
            return false;
        text = text[(length + 1)..];
        return true;
    }
}
