using System.Runtime.InteropServices;
using Sightglass.Layout;
using Sightglass.Ring;

namespace Sightglass.Tests.Ring;

/// <summary>A ring over plain memory: no file, no other process. Samples are longs, one or several.</summary>
internal sealed unsafe class NativeRing : IDisposable
{
    private readonly byte* _region;
    private Thread? _writing;

    internal NativeRing(int history = 15, int sampleSizeBytes = 8)
    {
        Layout = TopicLayout.For(100, sampleSizeBytes, history);
        _region = (byte*)NativeMemory.AlignedAlloc((nuint)Layout.TotalSizeBytes, 64);
        NativeMemory.Clear(_region, (nuint)Layout.TotalSizeBytes);
        Writer = new RingWriter(_region, Layout);
        Reader = new RingReader(_region, Layout);
    }

    internal TopicLayout Layout { get; }

    internal RingWriter Writer { get; }

    internal RingReader Reader { get; }

    internal TopicHeader* Header => (TopicHeader*)_region;

    internal SlotHeader* Slot(ulong number) =>
        (SlotHeader*)(_region + Layout.RingOffset + number % Layout.SlotCount * Layout.SlotSizeBytes);

    internal void Begin(long value) => *(long*)Writer.Begin() = value;

    internal void Write(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var value = (long)Writer.Count * 10;
            Begin(value);
            Writer.Commit(value + 1, value + 2, (uint)value + 3);
        }
    }

    /// <summary>Writes from a thread of its own, to the end even if the test fails meanwhile.</summary>
    internal void WriteBeside(Action write)
    {
        _writing = new Thread(() => write());
        _writing.Start();
    }

    public void Dispose()
    {
        _writing?.Join();
        NativeMemory.AlignedFree(_region);
    }
}
