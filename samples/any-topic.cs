#:project ../src/Sightglass/Sightglass.csproj
// Shows any topic, also one it has never heard of: dotnet run samples/any-topic.cs [topic]
using Sightglass;

var name = args.Length > 0 ? args[0] : "engine";
using var any = await Subscriber.OpenAsync(name, wait: TimeSpan.FromSeconds(30));
var sample = new Sample();
while (any.Read(TimeSpan.FromSeconds(10), sample) == ReadResult.StateChanged)
{
    // Not a sample: the topic's state changed before one came.
}

Console.WriteLine($"{any.Name}: {any.State}, published by {any.Publisher.Program}, sample {sample.Number}");
foreach (var field in any.Schema.Fields)
    for (var i = 0; i < Math.Max(field.Length, 1); i++)
        Console.WriteLine($"{field.Name} {(sample.HasValue ? sample[field, i] : "n/a")} {field.Unit}");
return sample.HasValue ? 0 : 1;
