using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Devices;
using Xunit;

namespace Sightglass.Sensors.Tests.Devices;

public sealed class NetDevTests
{
    /// <summary>Linux 6.18, and a line of an old kernel without a space behind the colon.</summary>
    private const string Recorded = """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            lo:    8602      91    0    0    0     0          0         0     8602      91    0    0    0     0       0          0
          eth0: 474971437    9878    1    2    0     0          0         0   480732    6357    3    4    0     0       0          0
          eth1:4747 98 0 0 0 0 0 0 4807 63 0 0 0 0 0 0

        """;

    private static DeviceTable Table() => new(
        _ => DeviceKind.Physical, [.. Enumerable.Repeat(new DeviceCounter(1), 8)]);

    private static DeviceTable Parse(string text, bool expected = true)
    {
        var table = Table();
        table.Begin();
        NetDev.Parse(Encoding.UTF8.GetBytes(text), table).ShouldBe(expected);
        table.End(1);
        table.FixCapacity();
        return table;
    }

    [Fact]
    public void Every_counter_is_read_from_its_column()
    {
        var table = Parse(Recorded);
        Enumerable.Range(0, 4).Select(table.NameOf).ShouldBe(["lo", "eth0", "eth1", ""]);
        Enumerable.Range(0, 8).Select(i => table.Values(i)[1]).ShouldBe([474971437, 480732, 9878, 6357, 1, 3, 2, 4]);
        table.Values(0)[2].ShouldBe(4747);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16")] // the line may go on
    [InlineData("eth0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n")]
    [InlineData("eth0: 1 2 3 -4 5 6 7 8 9 10 11 12 13 14 15 16\n")]
    [InlineData(": 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n")]
    [InlineData(" face |bytes packets\n")]
    public void What_is_no_line_is_skipped(string text) => Parse(text, expected: false);

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception() =>
        Rubbish.Of(Recorded, "eth0:", "lo:").Sample(bytes =>
        {
            var table = Table();
            table.Begin();
            NetDev.Parse(bytes, table);
            table.End(1);
            return !(table.Total(0) < 0);
        });

    [Fact]
    public void A_card_is_physical_and_a_bridge_is_not()
    {
        DeviceKind Kind(string name) => NetDev.KindOf(name, path => path == "/sys/class/net/eth0/device");
        Kind("eth0").ShouldBe(DeviceKind.Physical);
        Kind("docker0").ShouldBe(DeviceKind.Listed);
        Kind("lo").ShouldBe(DeviceKind.Internal);
    }
}
