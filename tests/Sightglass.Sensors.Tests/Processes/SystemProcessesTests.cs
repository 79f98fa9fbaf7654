using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Processes;
using Xunit;

namespace Sightglass.Sensors.Tests.Processes;

/// <summary>What Windows writes, built here byte by byte, and rubbish in its place.</summary>
public sealed class SystemProcessesTests
{
    private const nuint Address = 0x1000_0000;

    private static byte[] Entry(bool isLast, long offset, long pid, string name, long user, long kernel, long memory)
    {
        int size = SystemProcesses.EntrySizeBytes + 64 + name.Length * 2;
        var entry = new byte[size];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, isLast ? 0 : (uint)size);
        Write(0x20, 100);
        Write(0x28, user);
        Write(0x30, kernel);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(0x38), (ushort)(name.Length * 2));
        Write(0x40, (long)Address + offset + size - name.Length * 2);
        Write(0x50, pid);
        Write(0x90, memory);
        Encoding.Unicode.GetBytes(name).CopyTo(entry.AsSpan(size - name.Length * 2));
        return entry;

        void Write(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(at), value);
    }

    private static byte[] Two()
    {
        var first = Entry(false, 0, 0, "", 5, 5, 1);
        var second = Entry(false, first.Length, 4, "System", 1, 2, 3000);
        var third = Entry(true, first.Length + second.Length, 712, "größer.exe", 10, 20, 9000);
        return [.. first, .. second, .. third];
    }

    [Fact]
    public void Entries_are_chained_and_the_idle_process_is_none()
    {
        var table = new ProcessTable(10_000_000);
        table.Begin();
        SystemProcesses.Parse(Two(), Address, table);
        table.End(1);
        table.Count.ShouldBe(2);
        var largest = new ProcessEntry[3];
        table.LargestByMemory(largest).ShouldBe(2);
        (largest[0].Pid, largest[0].Time, largest[0].ResidentBytes, largest[0].StartTime).ShouldBe((712, 30L, 9000L, 100L));
        Encoding.UTF8.GetString(table.NameOf(largest[0])).ShouldBe("größer.exe");
        Encoding.UTF8.GetString(table.NameOf(largest[1])).ShouldBe("System");
    }

    [Fact]
    public void A_name_that_lies_elsewhere_is_not_followed()
    {
        var table = new ProcessTable(10_000_000);
        table.Begin();
        SystemProcesses.Parse(Entry(true, 1 << 20, 7, "name", 1, 1, 1), Address, table);
        table.End(1);
        var largest = new ProcessEntry[1];
        table.LargestByMemory(largest).ShouldBe(1);
        table.NameOf(largest[0]).Length.ShouldBe(0);
    }

    [Fact]
    public void Any_bytes_are_walked_without_an_exception()
    {
        var valid = Two();
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[0, 12].Sample(changes =>
        {
            var bytes = (byte[])valid.Clone();
            foreach (var (index, value) in changes)
                bytes[index] = value;
            var table = new ProcessTable(10_000_000);
            table.Begin();
            SystemProcesses.Parse(bytes, Address, table);
            table.End(1);
            return table.Count <= 3;
        });
    }
}
