namespace Sightglass.Pdu.Tests.Programs;

/// <summary>
/// <c>system.cpu</c> and <c>system.memory</c>, published by the test each second, with stamps for values. Memory is
/// the whole seconds of the same stamp, so that a mixture of two pairs is seen.
/// </summary>
internal sealed class StampedTopics : IDisposable
{
    private const string Variable = "SIGHTGLASS_DIR", CpuField = "system.cpu.utilization", MemoryField = "system.memory.utilization";
    private readonly ManualResetEventSlim _stop = new();
    private readonly Publisher _cpu, _memory;
    private readonly Thread _thread;

    internal StampedTopics(string directory)
    {
        Environment.SetEnvironmentVariable(Variable, directory);
        var options = new PublisherOptions { Interval = TimeSpan.FromSeconds(1) };
        _cpu = Publisher.Create("system.cpu", new SchemaBuilder().Add(CpuField, FieldType.Float64, "1").Build(), options);
        _memory = Publisher.Create("system.memory", new SchemaBuilder().Add(MemoryField, FieldType.Float64, "1").Build(), options);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    private void Run()
    {
        do
        {
            var stamp = Programs.Shown.Stamp();
            Publish(_cpu, CpuField, stamp / 100);
            Publish(_memory, MemoryField, Math.Floor(stamp) / 100);
        }
        while (!_stop.Wait(1_000));
    }

    private static void Publish(Publisher publisher, string field, double value)
    {
        using var draft = publisher.Begin();
        draft.Float64s(publisher.Schema[field])[0] = value;
        draft.Commit();
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _cpu.Dispose();
        _memory.Dispose();
        _stop.Dispose();
    }
}
