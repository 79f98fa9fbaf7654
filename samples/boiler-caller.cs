#:project ../src/Sightglass/Sightglass.csproj
// Calls the boiler of boiler.cs, and sees what its calls do: dotnet run samples/boiler-caller.cs
using System.Text;
using Sightglass;

var second = TimeSpan.FromSeconds(1);
using var boiler = await Subscriber.OpenAsync("boiler", wait: TimeSpan.FromSeconds(10));

var target = await boiler.CallAsync<double, double>("target", 70, second);
Console.WriteLine($"The target is {target} Cel now.");
try
{
    await boiler.CallAsync<double, double>("target", 500, second);
}
catch (CallException e)
{
    Console.WriteLine($"{e.Error}: {e.Message}");
}
Console.WriteLine(Encoding.UTF8.GetString(await boiler.CallAsync("report", ReadOnlyMemory<byte>.Empty, second)));

// The sample after the call has the new target.
await foreach (var sample in boiler.ReadAllAsync())
{
    if (sample[boiler.Schema["boiler.target"]].AsDouble != target) continue;
    Console.WriteLine($"Sample {sample.Number} says so too.");
    break;
}
