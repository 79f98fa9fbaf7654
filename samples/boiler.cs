#:project ../src/Sightglass/Sightglass.csproj
// A boiler that publishes its temperature and takes two calls: dotnet run samples/boiler.cs [seconds]
using System.Globalization;
using System.Text;
using Sightglass;

var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 60;
var interval = TimeSpan.FromMilliseconds(100);
var (temperature, target) = (20.0, 60.0);

using var publisher = Publisher.Create<Boiler>("boiler", new() { History = 600, Interval = interval });

// A call of structs: the new target in, the one in force out. Handlers run on threads of their own.
publisher.OnCall<double, double>("target", wanted =>
{
    if (wanted is < 10 or > 95) throw new CallException(CallError.Refused, $"The target is 10 to 95 Cel, not {wanted}.");
    Volatile.Write(ref target, wanted);
    return wanted;
});

// A call of bytes, here a text.
publisher.OnCall("report", _ => ValueTask.FromResult<ReadOnlyMemory<byte>>(
    Encoding.UTF8.GetBytes($"{publisher.Count} samples, target {Volatile.Read(ref target)} Cel")));

Console.WriteLine("The boiler runs.");
for (var end = DateTime.UtcNow.AddSeconds(seconds); DateTime.UtcNow < end; Thread.Sleep(interval))
{
    temperature += (Volatile.Read(ref target) - temperature) / 20;
    publisher.Publish(new Boiler { Temperature = temperature, Target = Volatile.Read(ref target) });
}

public struct Boiler
{
    [Field("boiler.temperature", Unit = "Cel")] public double Temperature;
    [Field("boiler.target", Unit = "Cel")] public double Target;
}
