using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class FrequencySensor
{
    /// <summary>
    /// Windows tells the frequency that it asked of each processor, for the processor group of the calling thread only;
    /// a machine of several groups shows those of one.
    /// </summary>
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows : FrequencySensor
    {
        private const double HzPerMHz = 1e6;
        private readonly Powrprof.PROCESSOR_POWER_INFORMATION[] _processors;

        internal Windows()
        {
            int count = Math.Max(Environment.ProcessorCount, (int)Kernel32.GetActiveProcessorCount(0));
            _processors = new Powrprof.PROCESSOR_POWER_INFORMATION[count];
            _perLogical = new double[count];
            if (!TryRead(out var error))
                throw new IOException(error);
        }

        private protected override bool TryReadNow(Span<double> perLogical, [NotNullWhen(false)] out string? error)
        {
            Array.Clear(_processors);
            int status;
            fixed (Powrprof.PROCESSOR_POWER_INFORMATION* buffer = _processors)
                status = Powrprof.CallNtPowerInformation(Powrprof.ProcessorInformation, null, 0, buffer,
                    (uint)(sizeof(Powrprof.PROCESSOR_POWER_INFORMATION) * _processors.Length));
            bool hasAny = false;
            for (int i = 0; status == Ntdll.STATUS_SUCCESS && i < _processors.Length; i++)
            {
                ref readonly var processor = ref _processors[i];
                if (processor.CurrentMhz == 0 || processor.Number >= (uint)perLogical.Length)
                    continue;
                perLogical[(int)processor.Number] = processor.CurrentMhz * HzPerMHz;
                double limit = processor.MaxMhz * HzPerMHz;
                Limit = double.IsNaN(Limit) ? limit : Math.Max(Limit, limit);
                hasAny = true;
            }
            error = hasAny ? null : "Windows tells no frequency: "
                + $"CallNtPowerInformation(ProcessorInformation) returned 0x{status:X8}.";
            return hasAny;
        }

        private protected override void Close()
        {
        }
    }
}
