using Sightglass;

namespace OtherProcess;

/// <summary>Stops for ever at a step of the library, to be killed there.</summary>
internal static class Dying
{
    /// <summary>More than one round of the ring, so that the sample of death overwrites an old one.</summary>
    internal const int SampleCount = 40;

    internal static int Run(string name, string step)
    {
        if (step.StartsWith("create.", StringComparison.Ordinal)) Step.Hook = StopAt(step);
        var publisher = Publisher.Create<Small>(name, new() { History = 15 });
        for (long number = 0; number < SampleCount; number++) Publish(publisher, number);
        Orders.Say("ready");
        Orders.Await("go");
        Step.Hook = StopAt(step);
        Publish(publisher, SampleCount);
        publisher.Dispose();
        Orders.Say($"never reached {step}");
        return 1;
    }

    private static void Publish(Publisher<Small> publisher, long number) =>
        publisher.Publish(
            SelfChecking.Make<Small>(number), SelfChecking.MonotonicNs(number), SelfChecking.UtcNs(number));

    /// <param name="step">A step's name; with ":2" the second time that it is reached.</param>
    internal static Action<string> StopAt(string step)
    {
        var parts = step.Split(':');
        var left = parts.Length == 1 ? 1 : int.Parse(parts[1]);
        return reached =>
        {
            if (reached != parts[0] || --left > 0) return;
            Orders.Say($"at {step}");
            Thread.Sleep(Timeout.Infinite);
        };
    }
}
