using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>
/// The network: what comes above the line, what goes below it; errors and drops where there are some. The arrows are
/// those of browsers and phones: down is what comes in.
/// </summary>
internal sealed class NetworkPanel() : DevicePanel("network", MachineTopics.Network, "system.network.interface.name",
    new("in", glyphs => glyphs.Down, "system.network.io.receive.rate", "system.network.interface.io.receive"),
    new("out", glyphs => glyphs.Up, "system.network.io.transmit.rate", "system.network.interface.io.transmit"))
{
    internal override Style Border(Palette palette) => palette.BorderNetwork;

    private protected override Gradient UpGradient(Palette palette) => palette.Received;

    private protected override Gradient DownGradient(Palette palette) => palette.Sent;

    private protected override IEnumerable<Fact> MoreFacts(Moment moment, TopicHistory topic, Look look)
    {
        List<Fact> facts = [];
        foreach (var trouble in (ReadOnlySpan<string>)["errors", "dropped"])
        {
            var rate = moment.Rate(topic, $"system.network.{trouble}.receive")
                + moment.Rate(topic, $"system.network.{trouble}.transmit");
            if (rate > 0) facts.Add(new(trouble, Units.Format(rate, "/s"), look.Palette.Critical));
        }
        var packets = moment.Value(topic, "system.network.packets.receive.rate")
            + moment.Value(topic, "system.network.packets.transmit.rate");
        facts.Add(new("packets", Units.Format(packets, "/s"), look.Value(topic.IsOld, packets)));
        return facts;
    }
}
