using System.CommandLine;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass list</c>: the topics on this machine.</summary>
internal static class ListCommand
{
    internal static Command Create()
    {
        var output = new Option<string>("--output", "-o") { Description = "text or json. Default text." };
        output.AcceptOnlyFromAmong("text", "json");
        var peers = new Option<bool>("--peers") { Description = "Who subscribes to each topic, and how far behind they are." };
        var command = new Command("list", "Lists the topics on this machine, or who subscribes to them.") { output, peers };
        command.SetAction(parsed =>
        {
            var topics = Topics.List((name, fault) =>
            {
                // That others keep their topics to themselves is no news.
                if (fault.Error != TopicError.AccessDenied) Console.Error.WriteLine($"sightglass: {name}: {fault.Message}");
            });
            using var writer = Output.Open();
            if (parsed.GetValue(peers))
            {
                var found = topics.SelectMany(topic => PeersOf(topic).Select(peer => (topic, peer))).ToList();
                if (parsed.GetValue(output) == "json") TopicJson.WritePeers(writer.BaseStream, found);
                else WritePeers(writer, found);
            }
            else if (parsed.GetValue(output) == "json") TopicJson.WriteList(writer.BaseStream, topics);
            else WriteTable(writer, topics);
            return ExitCode.Ok;
        });
        return command;
    }

    private static IReadOnlyList<PeerInfo> PeersOf(TopicInfo topic)
    {
        try
        {
            return Topics.Peers($"{topic.Owner}:{topic.Name}");
        }
        catch (TopicException)
        {
            return []; // gone meanwhile, or another user's
        }
    }

    private static void WritePeers(TextWriter writer, List<(TopicInfo Topic, PeerInfo Peer)> peers)
    {
        var table = new TextTable(("TOPIC", false), ("SUBSCRIBER", false), ("SINCE", false), ("BEHIND", true), ("OWNER", false));
        foreach (var (topic, peer) in peers)
            table.Add(topic.Name, $"{peer.Program} {peer.Pid}", Words.Time(peer.Since),
                peer.Behind is { } behind ? Words.Count(behind) : "latest only", topic.Owner);
        table.Write(writer);
        if (peers.Count == 0) Console.Error.WriteLine("Nobody subscribes to any topic.");
    }

    private static void WriteTable(TextWriter writer, IReadOnlyList<TopicInfo> topics)
    {
        var table = new TextTable(("TOPIC", false), ("STATE", false), ("PUBLISHER", false), ("INTERVAL", true), ("AGE", true),
            ("SAMPLES", true), ("HISTORY", true), ("SIZE", true), ("ACCESS", false), ("OWNER", false));
        foreach (var topic in topics)
            table.Add(topic.Name, Words.State(topic.State), $"{topic.Publisher.Program} {topic.Publisher.Pid}",
                topic.Interval == default ? "-" : Durations.Format(topic.Interval),
                topic.Age is { } age ? Words.Age(age) : "-", Words.Count(topic.Count),
                Words.Count(topic.History), Words.Bytes(topic.SizeBytes), Words.Access(topic.Access), topic.Owner);
        table.Write(writer);
        if (topics.Count == 0) Console.Error.WriteLine("There are no topics. Start one: sightglass publish");
    }
}
