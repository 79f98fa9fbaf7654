#:project ../src/Sightglass/Sightglass.csproj
// Publishes an engine: dotnet run samples/engine-publisher.cs [number of samples]
using System.Globalization;
using Sightglass;

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
var interval = TimeSpan.FromMilliseconds(100);

using var publisher = Publisher.Create<Engine>("engine", new() { History = 600, Interval = interval });
for (var i = 0; i < count; i++)
{
    publisher.Publish(new Engine { Speed = 48 + Math.Sin(i / 10.0), Temperature = 81 + i / 100.0 });
    Thread.Sleep(interval);
}
Console.WriteLine($"Published {publisher.Count} samples.");

public struct Engine
{
    [Field("engine.speed", Unit = "Hz")] public double Speed;
    [Field("engine.temperature", Unit = "Cel")] public double Temperature;
}
