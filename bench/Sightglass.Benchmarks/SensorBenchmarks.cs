using BenchmarkDotNet.Attributes;
using Sightglass.Sensors;

/// <summary>What one reading of each sensor costs.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SensorBenchmarks
{
    private CpuSensor _cpu = null!;
    private MemorySensor _memory = null!;
    private NetworkSensor _network = null!;
    private ProcessSensor _processes = null!;
    private double[] _perLogical = [];

    /// <summary>Opens them.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _cpu = CpuSensor.Open();
        _memory = MemorySensor.Open();
        _network = NetworkSensor.Open();
        _processes = ProcessSensor.Open(10);
        _perLogical = new double[_cpu.LogicalCapacity];
    }

    /// <summary>Closes them.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _cpu.Dispose();
        _memory.Dispose();
        _network.Dispose();
        _processes.Dispose();
    }

    /// <summary>Counters of all processors, the utilization of each, load and pressure.</summary>
    [Benchmark]
    public bool Cpu() => _cpu.TryRead(_perLogical, out _, out _);

    /// <summary>All of meminfo, and pressure.</summary>
    [Benchmark]
    public bool Memory() => _memory.TryRead(out _, out _);

    /// <summary>Counters and rates of all interfaces.</summary>
    [Benchmark]
    public bool Network() => _network.TryRead(out _);

    /// <summary>All processes there are, and the ten busiest.</summary>
    [Benchmark]
    public bool Processes() => _processes.TryRead(out _);
}
