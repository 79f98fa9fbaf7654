using Sightglass;

namespace OtherProcess;

/// <summary>One of many that want the same name at the same moment.</summary>
internal static class Claiming
{
    internal static int Run()
    {
        Publisher<Small>? publisher = null;
        Orders.Say("ready");
        while (true)
        {
            switch (Orders.Next().Split(' '))
            {
                case ["try", var name, var atNs]:
                    var at = long.Parse(atNs);
                    while (TopicClock.MonotonicNs < at) Thread.SpinWait(10);
                    try
                    {
                        publisher = Publisher.Create<Small>(name);
                        publisher.Publish(SelfChecking.Make<Small>(0));
                        Orders.Say("won");
                    }
                    catch (TopicException e)
                    {
                        Orders.Say($"refused {e.Error}");
                    }
                    break;
                case ["drop"]:
                    publisher?.Dispose();
                    publisher = null;
                    Orders.Say("dropped");
                    break;
            }
        }
    }
}
