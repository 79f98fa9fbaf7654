using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>The disks: what is read above the line, what is written below it.</summary>
internal sealed class DiskPanel() : DevicePanel("disk", MachineTopics.Disk, "system.disk.device.name",
    new("read", _ => 'R', "system.disk.io.read.rate", "system.disk.device.io.read"),
    new("write", _ => 'W', "system.disk.io.write.rate", "system.disk.device.io.write"))
{
    internal override Style Border(Palette palette) => palette.BorderDisk;

    private protected override Gradient UpGradient(Palette palette) => palette.Read;

    private protected override Gradient DownGradient(Palette palette) => palette.Written;

    private protected override string? UtilizationField => "system.disk.device.utilization";

    private protected override IEnumerable<Fact> MoreFacts(Moment moment, TopicHistory topic, Look look)
    {
        var requests = moment.Value(topic, "system.disk.operations.read.rate")
            + moment.Value(topic, "system.disk.operations.write.rate");
        yield return new("requests", Units.Format(requests, "/s"), look.Value(topic.IsOld, requests));
    }
}
