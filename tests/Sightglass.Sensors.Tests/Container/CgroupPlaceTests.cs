using Shouldly;
using Sightglass.Sensors.Container;
using Xunit;

namespace Sightglass.Sensors.Tests.Container;

/// <summary>Lines of real systems, shortened to what matters.</summary>
public sealed class CgroupPlaceTests
{
    private static readonly string[] _mountsVersion2 =
    [
        "24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw",
        "31 24 0:27 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate",
    ];

    private static CgroupPlace[] Find(string[] groups, string[] mounts, string controller, params string[] missing) =>
        [.. CgroupPlace.Find(groups, mounts, controller, directory => !missing.Contains(directory))];

    [Fact]
    public void A_service_of_systemd_has_its_path_below_the_mount_point()
    {
        var place = Find(["0::/system.slice/engine.service"], _mountsVersion2, "memory").ShouldHaveSingleItem();
        place.Directory.ShouldBe("/sys/fs/cgroup/system.slice/engine.service");
        place.IsVersion2.ShouldBeTrue();
        place.IsRoot.ShouldBeFalse();
        place.Ancestry().ShouldBe(["/sys/fs/cgroup/system.slice/engine.service", "/sys/fs/cgroup/system.slice",
            "/sys/fs/cgroup"]);
    }

    [Fact]
    public void In_a_namespace_of_its_own_a_container_is_at_the_mount_point()
    {
        var place = Find(["0::/"], _mountsVersion2, "memory").ShouldHaveSingleItem();
        place.Directory.ShouldBe("/sys/fs/cgroup");
        place.IsRoot.ShouldBeTrue(); // only the files tell it from the machine's
        place.Ancestry().ShouldBe(["/sys/fs/cgroup"]);
    }

    [Fact]
    public void Docker_on_version_1_mounts_the_container_s_own_group()
    {
        string[] mounts =
        [
            "700 690 0:33 /docker/8f3c /sys/fs/cgroup/cpu,cpuacct ro,nosuid - cgroup cgroup rw,cpu,cpuacct",
            "701 690 0:34 /docker/8f3c /sys/fs/cgroup/memory ro,nosuid - cgroup cgroup rw,memory",
        ];
        string[] groups = ["5:memory:/docker/8f3c", "4:cpu,cpuacct:/docker/8f3c"];
        var place = Find(groups, mounts, "cpuacct").ShouldHaveSingleItem();
        place.Directory.ShouldBe("/sys/fs/cgroup/cpu,cpuacct");
        (place.IsVersion2, place.IsRoot).ShouldBe((false, false));
        Find(groups, mounts, "memory").Single().Directory.ShouldBe("/sys/fs/cgroup/memory");
        Find(groups, mounts, "cpuset").ShouldBeEmpty();
    }

    [Fact]
    public void On_a_hybrid_system_the_version_1_hierarchy_comes_first_and_version_2_behind_it()
    {
        string[] mounts =
        [
            "40 30 0:35 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
            "41 30 0:36 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
        ];
        string[] groups = ["4:memory:/process_api/866615e3", "9:name=systemd:/", "0::/"];
        var places = Find(groups, mounts, "memory");
        places.Select(place => (place.Directory, place.IsVersion2)).ShouldBe([
            ("/sys/fs/cgroup/memory/process_api/866615e3", false), ("/sys/fs/cgroup/unified", true)]);
        Find(groups, mounts, "pids").ShouldHaveSingleItem().IsVersion2.ShouldBeTrue();
    }

    [Theory]
    [InlineData("0::/../../other")] // a group outside of the namespace
    [InlineData("0::/kubepods/gone")] // the host's path, which is not to be seen from here
    public void A_group_that_cannot_be_seen_has_its_files_at_the_mount_point(string group) =>
        Find([group], _mountsVersion2, "memory", "/sys/fs/cgroup/kubepods/gone").ShouldHaveSingleItem()
            .Directory.ShouldBe("/sys/fs/cgroup");

    [Theory]
    [InlineData("")]
    [InlineData("0:")]
    [InlineData("x")]
    public void Rubbish_is_no_place(string line)
    {
        Find([line], _mountsVersion2, "memory").ShouldBeEmpty();
        Find(["0::/"], [line, "- cgroup2", "a b c d e - cgroup2"], "memory").ShouldBeEmpty();
    }

    [Fact]
    public void A_mount_point_with_a_space_is_understood() =>
        Find(["0::/"], ["31 24 0:27 / /my\\040groups rw - cgroup2 none rw"], "memory").Single()
            .Directory.ShouldBe("/my groups");
}
