using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Memory;

/// <summary>Whatever lies under a topic's name, a subscriber gets one clear exception or sound values.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly string _name = Unique.Topic();

    public void Dispose() => File.Delete(TopicFile.Of(_name));

    [LinuxFact]
    public void Every_byte_of_header_and_schema_may_be_wrong()
    {
        var sound = TopicFile.Sound();
        var schemaSize = TypedSchema<Everything>.Schema.Bytes.Length;
        int refused = 0, read = 0;
        for (var at = 0; at < 1024 + schemaSize; at++)
        {
            // Between what the header has are zeros that mean nothing.
            if (at is > 330 and < 500 or > 530 and < 636 or > 660 and < 1020) continue;
            foreach (var mask in (ReadOnlySpan<byte>)[0x01, 0x80, 0xff])
            {
                var bytes = sound.ToArray();
                bytes[at] ^= mask;
                TopicFile.Put(_name, bytes);
                if (TopicFile.IsReadOrRefused(_name, $"byte {at} ^ {mask:x2}")) read++;
                else refused++;
            }
        }
        refused.ShouldBeGreaterThan(500);
        read.ShouldBeGreaterThan(500); // a description, a stamp: any value will do
    }

    [LinuxFact]
    public void The_file_may_end_anywhere()
    {
        var sound = TopicFile.Sound();
        var sizes = Enumerable.Range(0, 1800).Where(n => n < 64 || n % 7 == 0 || n is > 1000 and < 1100)
            .Concat(Enumerable.Range(1, 40).Select(i => sound.Length - i * i));
        foreach (var size in sizes)
        {
            TopicFile.Put(_name, sound.AsSpan(0, size));
            TopicFile.IsReadOrRefused(_name, $"{size} bytes").ShouldBeFalse($"{size} bytes");
        }
        TopicFile.Put(_name, sound);
        TopicFile.IsReadOrRefused(_name, "all bytes").ShouldBeTrue();
    }

    [LinuxFact]
    public void Random_bytes_of_any_size_are_refused_with_or_without_a_sound_beginning()
    {
        var sound = TopicFile.Sound();
        var random = new Random(20_000);
        for (var i = 0; i < 600; i++)
        {
            var bytes = new byte[random.Next(1, i % 10 == 0 ? 200_000 : 5000)];
            random.NextBytes(bytes);
            sound.AsSpan(0, Math.Min(bytes.Length, i % 3 == 0 ? 0 : random.Next(16, 130))).CopyTo(bytes);
            TopicFile.Put(_name, bytes);
            TopicFile.IsReadOrRefused(_name, $"round {i}");
        }
    }

    [LinuxFact]
    public void Numbers_at_the_edges_in_any_word_of_the_header_are_refused_or_harmless()
    {
        var sound = TopicFile.Sound();
        ulong[] values =
            [0, 1, 7, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1UL << 40, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 63];
        foreach (var at in Enumerable.Range(2, 14).Concat([64, 65, 80, 81]).Select(word => word * 8))
            foreach (var value in values)
                foreach (var half in new[] { 0, 4, 8 })
                {
                    var bytes = sound.ToArray();
                    if (half == 8) BitConverter.TryWriteBytes(bytes.AsSpan(at), value);
                    else BitConverter.TryWriteBytes(bytes.AsSpan(at + half), (uint)value);
                    TopicFile.Put(_name, bytes);
                    TopicFile.IsReadOrRefused(_name, $"{value:x} at {at}+{half}");
                }
    }

    [LinuxFact]
    public void What_is_no_file_is_refused_and_never_waited_for()
    {
        var path = TopicFile.Of(_name);
        Directory.CreateDirectory(path);
        Refused().ShouldBe(TopicError.Damaged);
        Directory.Delete(path);

        File.CreateSymbolicLink(path, "/etc/passwd");
        Refused().ShouldBe(TopicError.Damaged);
        File.Delete(path);

        using (var mkfifo = Process.Start("mkfifo", path)) mkfifo.WaitForExit();
        Refused().ShouldBe(TopicError.Damaged); // open(2) would wait for a writer
        File.Delete(path);

        File.WriteAllBytes(path, []);
        Refused().ShouldBe(TopicError.Damaged);
    }

    [LinuxFact]
    public void Another_version_of_the_layout_is_named_as_that()
    {
        var bytes = TopicFile.Sound();
        bytes[12] = 2;
        TopicFile.Put(_name, bytes);
        Refused().ShouldBe(TopicError.IncompatibleLayout);
        bytes[12] = 1;
        bytes[14] = 9; // a later minor version can be read
        TopicFile.Put(_name, bytes);
        TopicFile.IsReadOrRefused(_name, "a later minor version").ShouldBeTrue();
    }

    [LinuxFact]
    public void A_list_tells_what_cannot_be_read_and_goes_on()
    {
        TopicFile.Put(_name, "no topic"u8);
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        var faults = new List<string>();
        var list = Topics.List((name, fault) =>
        {
            if (name.EndsWith(':' + _name)) faults.Add(fault.Message);
        });
        list.Select(t => t.Name).ShouldContain(publisher.Name);
        list.Select(t => t.Name).ShouldNotContain(_name);
        faults.ShouldHaveSingleItem().ShouldContain("it has 8 bytes and a header has 1024");
        Topics.List().ShouldNotBeEmpty(); // without anybody to tell
    }

    [LinuxFact]
    public void A_publisher_replaces_what_is_damaged()
    {
        TopicFile.Put(_name, "no topic"u8);
        using var publisher = Publisher.Create<Engine>(_name);
        publisher.Publish(Engine.At(1));
        using var subscriber = Subscriber.Open<Engine>(_name);
        subscriber.TryReadLatest(out _).ShouldBeTrue();
    }

    private TopicError Refused() => Should.Throw<TopicException>(() => Subscriber.Open(_name)).Error;
}
