using System.Runtime.InteropServices;

namespace Sightglass.Layout;

/// <summary>The first 32 bytes of a slot; the sample's values follow.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct SlotHeader
{
    internal const int SizeBytes = 32;

    /// <summary>0: never written. 2n+1: sample n is being written. 2n+2: sample n is whole.</summary>
    [FieldOffset(0)] internal ulong Sequence;
    [FieldOffset(8)] internal long MonotonicNs;
    [FieldOffset(16)] internal long UtcNs;
    [FieldOffset(24)] internal uint Flags;
}
