using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Devices;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class NetworkSensor
{
    /// <summary>Opens a sensor on a file in the form of <c>/proc/net/dev</c>.</summary>
    [SupportedOSPlatform("linux")]
    internal static NetworkSensor Open(string path, Func<string, bool> exists)
    {
        var sensor = new Linux(new ProcFile(path), exists);
        if (sensor.TryRead(out var error))
        {
            sensor._table.FixCapacity();
            return sensor;
        }
        sensor.Dispose();
        throw new IOException(error);
    }

    [SupportedOSPlatform("linux")]
    private sealed class Linux(ProcFile file, Func<string, bool> exists)
        : NetworkSensor(name => NetDev.KindOf(name, exists))
    {
        private readonly string _noLine =
            $"'{file.Path}' holds no line of an interface. Is it really the kernel's (proc_pid_net(5))?";

        private protected override bool TryReadNow(long monotonicNs, [NotNullWhen(false)] out string? error)
        {
            if (!file.TryRead(out var text, out error))
                return false;
            _table.Begin();
            if (!NetDev.Parse(text, _table))
            {
                error = _noLine;
                return false;
            }
            _table.End(monotonicNs);
            return true;
        }

        private protected override void Close() => file.Dispose();
    }
}
