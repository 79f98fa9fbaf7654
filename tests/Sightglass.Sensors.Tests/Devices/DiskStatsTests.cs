using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Devices;
using Xunit;

namespace Sightglass.Sensors.Tests.Devices;

public sealed class DiskStatsTests
{
    /// <summary>Linux 6.18; Linux 4.14, which has 14 fields; a partition of Linux 2.6, which has 7.</summary>
    internal const string Recorded = """
         254       0 vda 389179 20314 22879266 1361882 65243 39976 30789872 77764 0 68372 1445416 30196 33 13589312 5728 916 40
         253       0 zram0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
           8       0 sda 100 1 2000 3 200 5 4000 7 0 9000 10
           8       1 sda1 35486 38030 38030 38030

        """;

    private static DeviceTable Table() => new(
        _ => DeviceKind.Physical, [.. Enumerable.Repeat(new DeviceCounter(1), 5)]);

    private static DeviceTable Parse(string text, bool expected = true)
    {
        var table = Table();
        table.Begin();
        DiskStats.Parse(Encoding.UTF8.GetBytes(text), table).ShouldBe(expected);
        table.End(1);
        table.FixCapacity();
        return table;
    }

    [Fact]
    public void Sectors_are_512_bytes_whatever_the_disk_has()
    {
        var table = Parse(Recorded);
        Enumerable.Range(0, 3).Select(table.NameOf).ShouldBe(["vda", "zram0", "sda"]);
        table.Values(0)[0].ShouldBe(22879266L * 512);
        table.Values(1)[0].ShouldBe(30789872L * 512);
        table.Values(2)[0].ShouldBe(389179);
        table.Values(3)[0].ShouldBe(65243);
        table.Values(4)[0].ShouldBe(68372);
        Enumerable.Range(0, 5).Select(i => table.Values(i)[2]).ShouldBe([2000.0 * 512, 4000.0 * 512, 100, 200, 9000]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8 0 sda 1 2 3 4 5 6 7 8 9 10")] // the line may go on
    [InlineData("8 0 sda 1 2 3 4 5 6 7 8 9\n")]
    [InlineData("8 0 sda 1 2 -3 4 5 6 7 8 9 10\n")]
    [InlineData("8 sda 1 2 3 4 5 6 7 8 9 10\n")]
    [InlineData("8 0 sda 1 2 9223372036854775807 4 5 6 7 8 9 10\n")]
    [InlineData("8 0 sda 1 2 99999999999999999999 4 5 6 7 8 9 10\n")]
    public void What_is_no_line_is_skipped(string text) => Parse(text, expected: false);

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception() =>
        Rubbish.Of(Recorded, "8 ", "sda ").Sample(bytes =>
        {
            var table = Table();
            table.Begin();
            DiskStats.Parse(bytes, table);
            table.End(1);
            return !(table.Total(0) < 0);
        });

    [Theory]
    [InlineData("sda1", true)]
    [InlineData("sda", false)]
    [InlineData("vdb12", true)]
    [InlineData("xvda1", true)]
    [InlineData("nvme0n1", false)]
    [InlineData("nvme0n1p2", true)]
    [InlineData("mmcblk0", false)]
    [InlineData("mmcblk0p1", true)]
    [InlineData("sr0", false)]
    [InlineData("dm-0", false)]
    public void Without_sysfs_the_name_tells_partitions(string name, bool expected)
    {
        DiskNames.IsPartition(name).ShouldBe(expected);
        (DiskNames.KindOf(name, _ => false) == DeviceKind.Skipped).ShouldBe(expected);
    }

    [Fact]
    public void Sysfs_tells_disks_from_partitions_and_from_what_lies_on_disks()
    {
        string[] paths = ["/sys/block", "/sys/block/sda", "/sys/block/sda/device", "/sys/block/dm-0",
            "/sys/block/cciss!c0d0", "/sys/block/cciss!c0d0/device", "/sys/block/loop0"];
        DeviceKind Kind(string name) => DiskNames.KindOf(name, paths.Contains);
        Kind("sda").ShouldBe(DeviceKind.Physical);
        Kind("sda1").ShouldBe(DeviceKind.Skipped);
        Kind("dm-0").ShouldBe(DeviceKind.Listed);
        Kind("cciss/c0d0").ShouldBe(DeviceKind.Physical);
        Kind("loop0").ShouldBe(DeviceKind.Skipped);
    }
}
