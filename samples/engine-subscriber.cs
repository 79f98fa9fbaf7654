#:project ../src/Sightglass/Sightglass.csproj
// Follows the engine to its end: dotnet run samples/engine-subscriber.cs [number of samples]
using System.Globalization;
using Sightglass;

var left = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : int.MaxValue;

using var subscriber = await Subscriber.OpenAsync<Engine>("engine", wait: TimeSpan.FromSeconds(30));
if (subscriber.TryReadLatest(out var latest))
    Console.WriteLine($"latest: {latest.Value.Speed:0.00} Hz, {latest.Age.TotalMilliseconds:0} ms old");

await foreach (var update in subscriber.ReadUpdatesAsync())
{
    if (update.HasSample)
    {
        var sample = update.Sample;
        Console.WriteLine($"{sample.Number}: {sample.Value.Speed:0.00} Hz, {sample.Value.Temperature:0.00} Cel, "
            + $"{sample.Lost} lost");
        if (--left == 0) break;
    }
    else if (update.State is TopicState.Stopped or TopicState.Died)
    {
        Console.WriteLine($"The publisher has {update.State}.");
        break;
    }
}

public struct Engine
{
    [Field("engine.speed", Unit = "Hz")] public double Speed;
    [Field("engine.temperature", Unit = "Cel")] public double Temperature;
}
