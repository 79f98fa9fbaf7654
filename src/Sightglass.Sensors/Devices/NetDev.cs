namespace Sightglass.Sensors.Devices;

/// <summary>Parses <c>/proc/net/dev</c>, proc_pid_net(5). Any bytes are allowed; what is no line is skipped.</summary>
internal static class NetDev
{
    /// <summary>Bytes, packets, errors, drops, fifo, frame, compressed, multicast; and as many sent.</summary>
    private const int FieldCount = 16;

    /// <returns>Whether there was any line of an interface.</returns>
    internal static bool Parse(ReadOnlySpan<byte> text, DeviceTable table)
    {
        Span<long> fields = stackalloc long[FieldCount];
        bool hasAny = false;
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            // Behind the colon there is a space or, before Linux 2.6.33, none.
            int colon = text[..end].IndexOf((byte)':');
            if (colon < 0)
                continue;
            var name = text[..colon].TrimStart((byte)' ');
            var line = new ProcNumbers(text[(colon + 1)..end]);
            int count = 0;
            while (count < FieldCount && line.TryTake(out fields[count]))
                count++;
            if (name.IsEmpty || count < FieldCount)
                continue;
            table.Set(name, [fields[0], fields[8], fields[1], fields[9], fields[2], fields[10], fields[3], fields[11]]);
            hasAny = true;
        }
        return hasAny;
    }

    /// <param name="name">As the kernel calls it.</param>
    /// <param name="exists">Whether there is such a file or directory; sysfs is asked.</param>
    internal static DeviceKind KindOf(string name, Func<string, bool> exists) =>
        // A bridge, a bond or a tunnel moves bytes that a card moves too.
        name == "lo" ? DeviceKind.Internal
            : exists($"/sys/class/net/{name}/device") ? DeviceKind.Physical : DeviceKind.Listed;
}
