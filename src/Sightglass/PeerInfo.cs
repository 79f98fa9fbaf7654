using Sightglass.Layout;

namespace Sightglass;

/// <summary>A subscriber, as it describes itself: to be shown, not to be believed.</summary>
/// <param name="Pid">The process id, in its own pid namespace.</param>
/// <param name="Program">The program's file name.</param>
/// <param name="Since">When it opened the topic.</param>
/// <param name="Behind">How many samples it has still to read; null for one that reads the latest value
/// only.</param>
public sealed record PeerInfo(int Pid, string Program, DateTimeOffset Since, long? Behind)
{
    internal static unsafe PeerInfo Of(in PeerEntry entry, ulong count)
    {
        fixed (byte* program = entry.Program)
        {
            var text = FixedText.Read(new ReadOnlySpan<byte>(program, PeerEntry.ProgramSizeBytes));
            // A position beyond the count was written after the look at the count.
            long? behind = (entry.Flags & PeerEntry.FlagFollows) == 0 ? null
                : entry.Position >= count ? 0 : (long)Math.Min(count - entry.Position, long.MaxValue);
            return new(entry.Pid, text, TopicClock.ToDateTime(Math.Clamp(entry.SinceUtcNs, 0, long.MaxValue)), behind);
        }
    }
}
