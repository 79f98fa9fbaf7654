using Shouldly;

namespace Sightglass.Tests.Memory;

/// <summary>Files in this user's directory of topics, as another program could put them there (Linux).</summary>
internal static class TopicFile
{
    internal static string Of(string name) => Place.ForPublisher(name, Access.Owner).Topic;

    internal static string Lease(string name) => Place.ForPublisher(name, Access.Owner).Lease;

    internal static string Directory => Path.GetDirectoryName(Of("t"))!;

    /// <summary>The bytes of a sound topic with a few samples.</summary>
    internal static byte[] Sound(int samples = 20)
    {
        using var publisher = Publisher.Create(Unique.Topic(), Everything.Built(), new() { History = 15 });
        for (var i = 0; i < samples; i++)
        {
            using var draft = publisher.Begin();
            draft.Int64s(publisher.Schema["a.long"])[0] = i;
            draft.Commit();
        }
        return File.ReadAllBytes(Of(publisher.Name));
    }

    /// <summary>Puts bytes in place of whatever has the name; never cuts a file that may be mapped.</summary>
    internal static void Put(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Of(name);
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Opens and reads in every way that there is: a topic exception or values, and nothing else.</summary>
    internal static bool IsReadOrRefused(string name, string what)
    {
        try
        {
            var info = Topics.Describe(name);
            using var subscriber = Subscriber.Open(name, new() { Start = StartAt.Oldest });
            var sample = new Sample();
            _ = (info.ToString(), subscriber.Interval, subscriber.State, subscriber.Publisher.ToString());
            for (var i = 0; i < 40 && (subscriber.TryReadNext(sample) || i == 0); i++) Show(sample);
            if (subscriber.TryReadLatest(sample)) Show(sample);
            return true;
        }
        catch (TopicException e)
        {
            e.Message.ShouldContain(name);
            e.Message.Contains('\n').ShouldBeFalse();
            return false;
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            throw new InvalidOperationException($"{what}: {e.GetType().Name}", e);
        }
    }

    private static void Show(Sample sample)
    {
        if (!sample.HasValue) return;
        _ = (sample.PublishedAt, sample.Age, sample.Number);
        foreach (var field in sample.Schema!.Fields)
            for (var i = 0; i < Math.Min(Math.Max(field.Length, 1), 4); i++) _ = sample[field, i].ToString();
    }
}
