using CsCheck;
using Shouldly;
using Sightglass.Cli.Examining;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class MountTableTests
{
    private const string Table = """
        22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
        24 22 0:5 / /dev rw,nosuid - devtmpfs devtmpfs rw,size=4k
        25 24 0:23 / /dev/shm rw,nosuid,nodev shared:4 - tmpfs tmpfs rw,size=65536k
        26 22 0:24 / /proc rw,nosuid shared:5 master:2 - proc proc rw,hidepid=invisible
        27 22 0:25 / /mnt/my\040disk ro,relatime - vfat /dev/sdb1 rw
        28 22 0:26 / /run rw - tmpfs tmpfs rw
        29 22 0:27 / /run ro - overlay overlay rw
        """;

    [Theory]
    [InlineData("/dev/shm", "/dev/shm", "tmpfs")]
    [InlineData("/dev/shm/x/y", "/dev/shm", "tmpfs")]
    [InlineData("/dev/shmother", "/dev", "devtmpfs")]
    [InlineData("/home/me", "/", "ext4")]
    [InlineData("/mnt/my disk/a", "/mnt/my disk", "vfat")]
    [InlineData("/run/user", "/run", "overlay")]
    public void A_path_lies_in_the_longest_mount_that_leads_there_and_the_last(string path, string point, string type)
    {
        var mount = MountTable.Find(Table, path)!;
        (mount.Point, mount.Type).ShouldBe((point, type));
    }

    [Fact]
    public void Memory_read_only_and_options_are_told()
    {
        MountTable.Find(Table, "/dev/shm")!.IsInMemory.ShouldBeTrue();
        MountTable.Find(Table, "/")!.IsInMemory.ShouldBeFalse();
        MountTable.Find(Table, "/mnt/my disk")!.IsReadOnly.ShouldBeTrue();
        MountTable.Find(Table, "/dev/shm")!.IsReadOnly.ShouldBeFalse();
        MountTable.Find(Table, "/proc/self")!.Options.ShouldContain("hidepid=invisible");
    }

    [Fact]
    public void Rubbish_is_no_table() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char[" -/rw,\n\\04x"]), 0, 60].Sample(text =>
            MountTable.Find(text, "/dev/shm") is null or { Point: not null });
}
