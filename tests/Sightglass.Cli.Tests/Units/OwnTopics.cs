using System.Runtime.CompilerServices;

namespace Sightglass.Cli.Tests.Units;

/// <summary>Topics that the tests' own process publishes lie in a directory of their own.</summary>
internal static class OwnTopics
{
    private static int _counter;

    /// <summary>A name that no other test uses.</summary>
    internal static string Name() => $"t{Interlocked.Increment(ref _counter)}";

    /// <summary>What a subscriber reads of samples that were committed just so.</summary>
    internal static List<Sample> Publish(Schema schema, int history, Action<Publisher> publish, string? name = null)
    {
        name ??= Name();
        using var publisher = Publisher.Create(name, schema, new() { History = history });
        using var subscriber = Subscriber.Open(name, new() { Start = StartAt.Oldest });
        publish(publisher);
        return Read(subscriber);
    }

    internal static List<Sample> Read(Subscriber subscriber)
    {
        var samples = new List<Sample>();
        for (var sample = new Sample(); subscriber.TryReadNext(sample); sample = new Sample()) samples.Add(sample);
        return samples;
    }

    /// <summary>Adds what there is to be read; says how many there are then.</summary>
    internal static int ReadInto(List<Sample> samples, Subscriber subscriber)
    {
        samples.AddRange(Read(subscriber));
        return samples.Count;
    }

    [ModuleInitializer]
    internal static void SetApart()
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var directory = Directory.CreateDirectory(Path.Combine(root, $"cli-{Environment.ProcessId}-own")).FullName;
        Environment.SetEnvironmentVariable("SIGHTGLASS_DIR", directory);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
    }
}
