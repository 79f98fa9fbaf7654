using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Memory;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class MemorySensor
{
    /// <summary>Opens a sensor on a file in the form of <c>/proc/meminfo</c>.</summary>
    [SupportedOSPlatform("linux")]
    internal static MemorySensor Open(string memInfoPath)
    {
        var sensor = new Linux(new ProcFile(memInfoPath));
        if (sensor.TryRead(out _, out var error))
            return sensor;
        sensor.Dispose();
        throw new IOException($"The memory sensor cannot be opened. {error}");
    }

    [SupportedOSPlatform("linux")]
    private sealed class Linux(ProcFile memInfo) : MemorySensor
    {
        private readonly string _noTotal =
            $"'{memInfo.Path}' does not say MemTotal. Is it really the kernel's (proc_meminfo(5))?";

        private protected override bool TryReadNow(out MemoryReading reading, [NotNullWhen(false)] out string? error)
        {
            reading = default;
            if (!memInfo.TryRead(out var text, out error))
                return false;
            if (MemInfo.Parse(text).TryGetReading(out reading))
                return true;
            error = _noTotal;
            return false;
        }

        private protected override void Close() => memInfo.Dispose();
    }
}
