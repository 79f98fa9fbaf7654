using System.Buffers.Binary;
using System.Text;

namespace Sightglass.Sensors.Processes;

/// <summary>
/// Walks what NtQuerySystemInformation(SystemProcessInformation) writes on 64 bits: entries chained by their first
/// number. Only numbers inside the buffer are believed.
/// </summary>
internal static class SystemProcesses
{
    internal const int EntrySizeBytes = 0x98;
    private const int CreateTime = 0x20, UserTime = 0x28, KernelTime = 0x30, NameLength = 0x38, NamePointer = 0x40,
        ProcessId = 0x50, WorkingSetSize = 0x90;
    private const int MaxNameSizeBytes = 260 * 3;

    /// <param name="buffer">What was written.</param>
    /// <param name="address">Where the buffer lies, because names are pointers into it.</param>
    /// <param name="table">Takes the processes.</param>
    internal static void Parse(ReadOnlySpan<byte> buffer, nuint address, ProcessTable table)
    {
        Span<byte> name = stackalloc byte[MaxNameSizeBytes];
        while (buffer.Length >= EntrySizeBytes)
        {
            long pid = Read(buffer, ProcessId);
            // Number 0 is the idle "process", whose time is nobody's work.
            if (pid is > 0 and <= int.MaxValue)
                table.Add((int)pid, Read(buffer, CreateTime), Read(buffer, UserTime) + Read(buffer, KernelTime),
                    Read(buffer, WorkingSetSize), name[..WriteName(buffer, address, name)]);
            uint next = BinaryPrimitives.ReadUInt32LittleEndian(buffer);
            if (next < EntrySizeBytes || next > buffer.Length)
                return;
            buffer = buffer[(int)next..];
            address += next;
        }
    }

    private static int WriteName(ReadOnlySpan<byte> entry, nuint address, Span<byte> name)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(entry[NameLength..]);
        ulong start = BinaryPrimitives.ReadUInt64LittleEndian(entry[NamePointer..]) - address;
        if (start > (ulong)entry.Length || (ulong)length > (ulong)entry.Length - start)
            return 0;
        var text = entry.Slice((int)start, length);
        Span<char> characters = stackalloc char[MaxNameSizeBytes / 3];
        int count = Math.Min(length / sizeof(char), characters.Length);
        for (int i = 0; i < count; i++)
            characters[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(text[(i * sizeof(char))..]);
        return Encoding.UTF8.GetBytes(characters[..count], name);
    }

    private static long Read(ReadOnlySpan<byte> entry, int offset) =>
        BinaryPrimitives.ReadInt64LittleEndian(entry[offset..]);
}
