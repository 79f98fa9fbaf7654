using System.Runtime.InteropServices;

namespace Sightglass;

/// <summary>The bytes of a sample in which nothing is available.</summary>
internal static class EmptySample
{
    internal static byte[] Of(Schema schema)
    {
        var bytes = new byte[schema.SampleSizeBytes];
        foreach (var field in schema.Fields)
            // NaN is "not available"; integers and text have no such value and start as zero and empty.
            if (field.Type == FieldType.Float64)
                MemoryMarshal.Cast<byte, double>(bytes.AsSpan(field.OffsetBytes, field.SizeBytes)).Fill(double.NaN);
        return bytes;
    }
}
