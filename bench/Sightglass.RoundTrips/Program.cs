using System.Diagnostics;
using System.Globalization;
using Sightglass.RoundTrips;

// A question of 64 bytes to another process and its answer, by a call and by what people use instead, in one run:
//   dotnet run -c Release --project bench/Sightglass.RoundTrips [calls per round]
if (args is ["serve", var directory])
{
    await Server.RunAsync(directory);
    return;
}

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3000;
var folder = Directory.CreateTempSubdirectory("round-trips-").FullName;
var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", folder])
{
    RedirectStandardInput = true, // it ends with this process
    RedirectStandardOutput = true,
    Environment = { ["SIGHTGLASS_DIR"] = Directory.CreateDirectory(Path.Combine("/dev/shm", Path.GetFileName(folder))).FullName },
};
Environment.SetEnvironmentVariable("SIGHTGLASS_DIR", start.Environment["SIGHTGLASS_DIR"]);
using var server = Process.Start(start)!;
try
{
    if (await server.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException("The server did not start.");
    var ways = await Ways.OpenAsync(folder);
    // Rounds in turn, so that what else the machine does meets all of them.
    const int Rounds = 5;
    Console.WriteLine($"{Rounds} rounds of {count} calls of {Ways.SizeBytes} bytes; medians over the rounds; microseconds");
    foreach (var pause in new[] { TimeSpan.FromMilliseconds(1), TimeSpan.Zero })
    {
        Console.WriteLine(pause == default ? "one call after the other:" : "a call each millisecond, the server asleep before it:");
        var results = ways.ToDictionary(way => way, _ => new List<(double P50, double P99)>());
        for (var round = 0; round <= Rounds; round++)
            foreach (var way in ways)
            {
                var result = await MeasureAsync(way, pause == default ? count * 10 : count, pause);
                if (round > 0) results[way].Add(result); // the first one warms up
            }
        foreach (var way in ways)
        {
            var p50 = results[way].Select(r => r.P50).Order().ElementAt(Rounds / 2);
            var p99 = results[way].Select(r => r.P99).Order().ElementAt(Rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {way.Name,-22} p50 {p50,8:0.0}   p99 {p99,8:0.0}"));
        }
    }
}
finally
{
    server.StandardInput.Close();
    server.WaitForExit(5000);
    Directory.Delete(folder, recursive: true);
    Directory.Delete(start.Environment["SIGHTGLASS_DIR"]!, recursive: true);
}

static async Task<(double, double)> MeasureAsync(Way way, int count, TimeSpan pause)
{
    var times = new double[count];
    var request = new byte[Ways.SizeBytes];
    for (var i = 0; i < count; i++)
    {
        if (pause > TimeSpan.Zero) Thread.Sleep(pause);
        BitConverter.TryWriteBytes(request, i);
        var before = Stopwatch.GetTimestamp();
        var reply = await way.CallAsync(request);
        times[i] = Stopwatch.GetElapsedTime(before).TotalMicroseconds;
        if (BitConverter.ToInt32(reply) != ~i) throw new InvalidOperationException($"{way.Name}: not the answer.");
    }
    Array.Sort(times);
    return (times[count / 2], times[count * 99 / 100]);
}
