using BenchmarkDotNet.Attributes;
using Sightglass.Sensors;

/// <summary>What one reading of each sensor costs.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SensorBenchmarks
{
    private CpuSensor _cpu = null!;
    private MemorySensor _memory = null!;
    private double[] _perLogical = [];

    /// <summary>Opens both.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _cpu = CpuSensor.Open();
        _memory = MemorySensor.Open();
        _perLogical = new double[_cpu.LogicalCapacity];
    }

    /// <summary>Closes both.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _cpu.Dispose();
        _memory.Dispose();
    }

    /// <summary>Counters of all processors, and the utilization of each.</summary>
    [Benchmark]
    public bool Cpu() => _cpu.TryRead(_perLogical, out _, out _);

    /// <summary>Total, available, used.</summary>
    [Benchmark]
    public bool Memory() => _memory.TryRead(out _, out _);
}
