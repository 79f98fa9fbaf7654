namespace Sightglass.Sensors.Devices;

/// <summary>Tells disks from partitions and from devices that lie on other devices.</summary>
internal static class DiskNames
{
    private static readonly string[] _never = ["loop", "ram", "fd"];
    private static readonly string[] _stacked = ["dm-", "md", "zram", "nbd", "drbd", "bcache"];

    /// <param name="name">As the kernel calls it.</param>
    /// <param name="exists">Whether there is such a file or directory; sysfs is asked.</param>
    internal static DeviceKind KindOf(string name, Func<string, bool> exists)
    {
        if (_never.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            return DeviceKind.Skipped;
        if (exists("/sys/block"))
        {
            // In sysfs the slash of a name such as cciss/c0d0 is an exclamation mark.
            var path = "/sys/block/" + name.Replace('/', '!');
            return !exists(path) ? DeviceKind.Skipped
                : exists(path + "/device") ? DeviceKind.Physical : DeviceKind.Listed;
        }
        if (_stacked.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            return DeviceKind.Listed;
        return IsPartition(name) ? DeviceKind.Skipped : DeviceKind.Physical;
    }

    /// <summary>
    /// By its name alone: <c>sda1</c>, and <c>nvme0n1p2</c> where the disk's own name ends with a digit.
    /// </summary>
    internal static bool IsPartition(string name)
    {
        var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (stem.Length == name.Length)
            return false;
        return stem.StartsWith("nvme", StringComparison.Ordinal) || stem.StartsWith("mmcblk", StringComparison.Ordinal)
            ? stem.EndsWith('p')
            : stem.StartsWith("sd", StringComparison.Ordinal) || stem.StartsWith("hd", StringComparison.Ordinal)
                || stem.StartsWith("vd", StringComparison.Ordinal) || stem.StartsWith("xvd", StringComparison.Ordinal);
    }
}
