using System.Globalization;
using Sightglass.Cli.Lines;
using Sightglass.Pdu;

namespace Sightglass.Cli.Bridging;

/// <summary>How <c>pdu watch</c> writes: lines for people, or JSON in which news are objects of their own.</summary>
internal sealed class PairFormat(TextWriter output, bool isJson)
{
    private const string Name = "ShareMemoryPDU";
    private long _number;

    internal void WritePair(PduPair pair)
    {
        var time = Words.Time(DateTimeOffset.UtcNow);
        // Both numbers are plausible here, so JSON knows them.
        var line = isJson
            ? $$"""{"topic":"{{Name}}","time":"{{time}}","number":{{_number++}},"values":{"CpuPercent":{{Exact(pair.CpuPercent)}},"""
                + $"\"MemoryPercent\":{pair.MemoryPercent}}}}}"
            : string.Create(CultureInfo.InvariantCulture,
                $"{time} {Name} CpuPercent={pair.CpuPercent:0.######} MemoryPercent={pair.MemoryPercent}");
        output.WriteLine(line);
        output.Flush();
    }

    internal void WriteNews(PduNews news)
    {
        if (isJson)
        {
            output.WriteLine($$"""{"topic":"{{Name}}","time":"{{Words.Time(DateTimeOffset.UtcNow)}}","state":"{{State(news)}}"}""");
            output.Flush();
        }
        else Console.Error.WriteLine(news switch
        {
            PduNews.Silent => $"sightglass: {Name} is silent; its server writes nothing, and something still holds the section.",
            PduNews.Ended => $"sightglass: {Name} has ended: its server is gone. Waiting for another.",
            _ => $"sightglass: {Name} is live again.",
        });
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string State(PduNews news) => news switch
    {
        PduNews.Silent => "silent",
        PduNews.Ended => "ended",
        _ => "live",
    };
}
