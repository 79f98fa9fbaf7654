using System.Collections.Concurrent;

namespace OtherProcess;

/// <summary>The lines between this process and the test that started it.</summary>
internal static class Orders
{
    private static readonly BlockingCollection<string> _lines = [];

    /// <summary>
    /// From now on the end of the input is the end of the process: a test run that is killed leaves nothing behind.
    /// </summary>
    internal static void Listen() => new Thread(() =>
    {
        while (Console.In.ReadLine() is { } line) _lines.Add(line);
        Environment.Exit(0);
    })
    { IsBackground = true, Name = "Orders" }.Start();

    internal static void Say(string line) => Console.Out.WriteLine(line);

    internal static string Next() => _lines.Take();

    internal static bool TryNext(int timeoutMs, out string line) => _lines.TryTake(out line!, timeoutMs);

    /// <summary>Whether an order is waiting; cheap enough for a loop at full speed.</summary>
    internal static bool Any => _lines.Count > 0;

    internal static void Await(string order)
    {
        var line = Next();
        if (line != order) throw new InvalidOperationException($"Waited for '{order}' and was told '{line}'.");
    }
}
