using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>
/// Shared memory that is full, is not there, or is not what it should be: one line says what to do, nothing is left.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FullMemoryTests : IDisposable
{
    private readonly string _topic = Unique.Topic();
    private readonly string _directory = Directory.CreateTempSubdirectory("sightglass-full-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [RootFact]
    public void A_history_that_does_not_fit_is_refused_whole_and_a_smaller_one_goes()
    {
        try
        {
            Machine.Run("mount", "-t", "tmpfs", "-o", "size=1m", "sightglass-tests", _directory);
        }
        catch (InvalidOperationException e)
        {
            Assert.Skip($"this root may not mount: {e.Message}");
        }
        try
        {
            using (var huge = Publish("1000000"))
            {
                var fault = huge.Expect("fault NoSpace");
                fault.ShouldContain("less history");
                fault.ShouldContain("SIGHTGLASS_DIR");
            }
            ShouldBeEmpty();

            using (var small = Publish("64"))
            {
                small.Expect("ready");
                small.Send("close");
                small.Expect("closed");
            }
            ShouldBeEmpty();

            FillUp();
            using (var small = Publish("64")) small.Expect("fault NoSpace");
            ShouldBeEmpty();
        }
        finally
        {
            Machine.Run("umount", "--lazy", _directory);
        }
    }

    [LinuxFact]
    public void A_directory_that_does_not_exist_is_named()
    {
        var nowhere = Path.Combine(_directory, "nowhere");
        using var publisher = OtherProcess.StartIn(nowhere, "publish", _topic, "64", "0", "Owner");
        var fault = publisher.Expect("fault SystemFailure");
        fault.ShouldContain(nowhere);
        fault.ShouldContain("SIGHTGLASS_DIR");
        using var reader = OtherProcess.StartIn(nowhere, "follow", _topic, "reader", "1", "0");
        reader.Expect("fault NotFound");
        Directory.Exists(nowhere).ShouldBeFalse();
    }

    [RootFact]
    public void A_directory_without_permission_is_named()
    {
        var program = Machine.CopyForEveryone();
        try
        {
            var denied = Path.Combine(_directory, "denied");
            Directory.CreateDirectory(denied);
            Machine.Run("chmod", "0755", _directory, denied);
            var asNobody = Machine.AsNobody(program, "publish", _topic, "64", "0", "Owner");
            using var publisher = OtherProcess.StartBy("env", [$"SIGHTGLASS_DIR={denied}", "setpriv", .. asNobody]);
            publisher.Expect("fault AccessDenied").ShouldContain(denied);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
        }
    }

    [LinuxFact]
    public void A_file_in_place_of_a_directory_is_named()
    {
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");
        using (var publisher = OtherProcess.StartIn(file, "publish", _topic, "64", "0", "Owner"))
            publisher.Expect("fault Damaged").ShouldContain(file);
        Machine.Run("touch", OwnDirectory);
        using (var publisher = OtherProcess.StartIn(_directory, "publish", _topic, "64", "0", "Owner"))
            publisher.Expect("fault AccessDenied").ShouldContain(OwnDirectory);
    }

    private string OwnDirectory => Path.Combine(_directory, Path.GetFileName(TopicFiles.DirectoryOf(_topic)));

    private OtherProcess Publish(string history) =>
        OtherProcess.StartIn(_directory, "publish", _topic, history, "0", "Owner");

    private void ShouldBeEmpty() => TopicFiles.ShouldBeGoneFrom(OwnDirectory, _topic);

    private void FillUp()
    {
        using var file = File.Create(Path.Combine(_directory, "fill"));
        var block = new byte[4096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
