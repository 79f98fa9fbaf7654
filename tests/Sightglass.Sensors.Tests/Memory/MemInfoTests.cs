using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Memory;
using Xunit;

namespace Sightglass.Sensors.Tests.Memory;

public sealed class MemInfoTests
{
    private const long KiB = 1024;

    /// <summary>A virtual machine with 24 GB, Linux 6.18.</summary>
    private const string Recorded = """
        MemTotal:       24684096 kB
        MemFree:        24273632 kB
        MemAvailable:   24342168 kB
        Buffers:            7900 kB
        Cached:           250136 kB
        SwapCached:            0 kB
        Active:            63488 kB
        Inactive:         189092 kB
        Active(anon):       1512 kB
        Inactive(anon):     3536 kB
        Active(file):      61976 kB
        Inactive(file):   185556 kB
        SwapTotal:             0 kB
        SwapFree:              0 kB
        Slab:              84396 kB
        SReclaimable:      61468 kB
        SUnreclaim:        22928 kB
        CommitLimit:    12342048 kB
        Committed_AS:      60476 kB
        HugePages_Total:       0
        DirectMap1G:    25165824 kB

        """;

    /// <summary>An LXC container: the total is the container's, what is available is the host's.</summary>
    private const string Lxc = """
        MemTotal:         524288 kB
        MemFree:          322312 kB
        MemAvailable:   61231604 kB
        Buffers:               0 kB
        Cached:           163840 kB
        Active(file):      81920 kB
        Inactive(file):    81920 kB
        SReclaimable:          0 kB

        """;

    private static MemoryReading Read(string text)
    {
        MemInfo.Parse(Encoding.UTF8.GetBytes(text)).TryGetReading(null, out var reading).ShouldBeTrue();
        return reading;
    }

    [Fact]
    public void Used_is_total_minus_available()
    {
        var reading = Read(Recorded);
        reading.TotalBytes.ShouldBe(24684096 * KiB);
        reading.AvailableBytes.ShouldBe(24342168 * KiB);
        reading.UsedBytes.ShouldBe((24684096 - 24342168) * KiB);
        reading.Utilization.ShouldBe((24684096 - 24342168) / 24684096.0);
        reading.IsAvailableEstimated.ShouldBeFalse();
    }

    [Fact]
    public void Each_figure_is_read_from_its_line()
    {
        var reading = Read(Recorded);
        reading.FreeBytes.ShouldBe(24273632 * KiB);
        reading.CachedBytes.ShouldBe(250136 * KiB);
        reading.BuffersBytes.ShouldBe(7900 * KiB);
        reading.SlabReclaimableBytes.ShouldBe(61468 * KiB);
        reading.SwapTotalBytes.ShouldBe(0);
        reading.SwapUsedBytes.ShouldBe(0);
        reading.CommittedBytes.ShouldBe(60476 * KiB);
        reading.CommitLimitBytes.ShouldBe(12342048 * KiB);
        reading.SharedBytes.ShouldBeNull("this recording has no Shmem");
        reading.ArcReclaimableBytes.ShouldBeNull();
    }

    [Fact]
    public void Swap_used_is_total_less_free_and_never_negative()
    {
        Read("MemTotal: 9 kB\nSwapTotal: 100 kB\nSwapFree: 30 kB\nSwapCached: 20 kB\n").SwapUsedBytes.ShouldBe(70 * KiB);
        Read("MemTotal: 9 kB\nSwapTotal: 100 kB\nSwapFree: 130 kB\n").SwapUsedBytes.ShouldBe(0);
        Read("MemTotal: 9 kB\nSwapTotal: 100 kB\n").SwapUsedBytes.ShouldBeNull();
    }

    [Fact]
    public void The_cache_of_ZFS_counts_as_available()
    {
        var info = MemInfo.Parse("MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 200 kB\n"u8);
        info.TryGetReading(300 * KiB, out var reading).ShouldBeTrue();
        reading.AvailableBytes.ShouldBe(500 * KiB);
        reading.ArcReclaimableBytes.ShouldBe(300 * KiB);
        info.TryGetReading(900 * KiB, out reading).ShouldBeTrue();
        reading.AvailableBytes.ShouldBe(1000 * KiB, "no more than there is");
        info.TryGetReading(5000 * KiB, out reading).ShouldBeTrue();
        reading.AvailableBytes.ShouldBe(200 * KiB, "a cache larger than the memory is the host's");
        reading.ArcReclaimableBytes.ShouldBeNull();
    }

    [Fact]
    public void More_available_than_there_is_falls_back_to_free_memory()
    {
        var reading = Read(Lxc);
        reading.AvailableBytes.ShouldBe(322312 * KiB);
        reading.IsAvailableEstimated.ShouldBeTrue();
        reading.Utilization.ShouldBeInRange(0, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MemAvailable:          0 kB\n")]
    public void What_the_kernel_does_not_say_is_estimated_from_free_memory_and_caches(string available)
    {
        var reading = Read(Recorded.Replace("MemAvailable:   24342168 kB\n", available, StringComparison.Ordinal));
        reading.AvailableBytes.ShouldBe((24273632 + 61976 / 2 + 185556 / 2 + 61468 / 2) * KiB);
        reading.IsAvailableEstimated.ShouldBeTrue();
        // The kernel, which knows its watermark, said 24342168: here the estimate is within 0.5 % of the total.
        reading.Utilization.ShouldBe((24684096 - 24342168) / 24684096.0, tolerance: 0.005);
    }

    [Theory]
    [InlineData("MemTotal: 1000 kB\n")]
    [InlineData("MemTotal: 1000 kB\nMemFree: 2000 kB\n")]
    [InlineData("MemTotal: 1000 kB\nMemFree: 2000 kB\nMemAvailable: 3000 kB\n")]
    [InlineData("MemTotal: 1000 kB\nMemFree: -1 kB\n")]
    public void Where_nothing_can_be_believed_available_is_not_available(string text)
    {
        var reading = Read(text);
        reading.TotalBytes.ShouldBe(1000 * KiB);
        reading.AvailableBytes.ShouldBeNull();
        reading.UsedBytes.ShouldBeNull();
        reading.Utilization.ShouldBe(double.NaN);
        reading.IsAvailableEstimated.ShouldBeFalse();
    }

    [Fact]
    public void Layout_does_not_matter()
    {
        // psutil issue 2809: "ShadowCallStack:10373888 kB" has no space behind the colon.
        var reading = Read("Whatever:\nMemAvailable:4 kB\nXMemTotal: 7 kB\nMemFree:\t2kB\nMemTotal:10373888 kB\n");
        reading.TotalBytes.ShouldBe(10373888 * KiB);
        reading.AvailableBytes.ShouldBe(4 * KiB);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal")]
    [InlineData("MemTotal:\n")]
    [InlineData("MemTotal: 0 kB\n")]
    [InlineData("MemTotal: kB\n")]
    [InlineData("MemTotal: 1000\n")] // without a unit it is a count, not a size
    [InlineData("MemTotal: 1000 MB\n")]
    [InlineData("MemTotal: 1000 kB")] // the number may be whole, but who knows
    [InlineData("MemTotal: -1000 kB\n")]
    [InlineData("MemTotal: +1000 kB\n")]
    [InlineData("MemTotal: 18446744073709551616 kB\n")]
    [InlineData("MemTotal: 9223372036854775807 kB\n")]
    [InlineData("memtotal: 1000 kB\n")]
    [InlineData("MemTotalX: 1000 kB\n")]
    public void Without_a_total_there_is_no_reading(string text) =>
        MemInfo.Parse(Encoding.UTF8.GetBytes(text)).TryGetReading(null, out _).ShouldBeFalse();

    [Fact]
    public void A_text_cut_anywhere_gives_a_figure_whole_or_not_at_all()
    {
        var bytes = Encoding.UTF8.GetBytes(Recorded);
        for (int length = 0; length < bytes.Length; length++)
        {
            var info = MemInfo.Parse(bytes.AsSpan(0, length));
            (info.Total ?? 24684096 * KiB).ShouldBe(24684096 * KiB);
            (info.Available ?? 24342168 * KiB).ShouldBe(24342168 * KiB);
        }
    }

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception_and_give_possible_figures()
    {
        string[] words =
            ["MemTotal:", "MemFree:", "MemAvailable:", "Active(file):", "Inactive(file):", "SReclaimable:"];
        Rubbish.Of(Recorded, words).Sample(bytes =>
        {
            if (!MemInfo.Parse(bytes).TryGetReading(null, out var reading))
                return true;
            return reading.TotalBytes > 0
                && reading.AvailableBytes is null or >= 0 && (reading.AvailableBytes ?? 0) <= reading.TotalBytes
                && (double.IsNaN(reading.Utilization) || reading.Utilization is >= 0 and <= 1);
        });
    }
}
