using Sightglass;

namespace OtherProcess;

/// <summary>An ordinary publisher: a sample per order, or per interval.</summary>
internal static class Publishing
{
    internal static int Run(string name, int history, int intervalMs, Access access)
    {
        using var publisher = Publisher.Create<Small>(name, new()
        {
            History = history,
            Access = access,
            Interval = TimeSpan.FromMilliseconds(intervalMs),
        });
        Orders.Say("ready");
        for (var order = ""; order != "close";)
        {
            var isOrder = Orders.TryNext(intervalMs == 0 ? Timeout.Infinite : intervalMs, out order);
            if (isOrder && order != "publish") continue;
            publisher.Publish(SelfChecking.Make<Small>(publisher.Count));
            if (isOrder) Orders.Say($"published {publisher.Count}");
        }
        publisher.Dispose();
        Orders.Say("closed");
        return 0;
    }
}
