using Sightglass.Cli.Following;

namespace Sightglass.Cli.Screen;

/// <summary>Who else subscribes to the topics that are shown, as far as they say.</summary>
internal static class Viewers
{
    private const int ShownNames = 3;

    internal static string Of(IReadOnlyList<FollowedTopic> topics)
    {
        List<PeerInfo> others = [];
        foreach (var topic in topics)
        {
            try
            {
                others.AddRange(Sightglass.Topics.Peers(topic.Name).Where(peer => peer.Pid != Environment.ProcessId));
            }
            catch (TopicException)
            {
                // The topic is gone; its panel says so.
            }
        }
        List<PeerInfo> viewers = [.. others.DistinctBy(peer => peer.Pid)];
        if (viewers.Count == 0) return "nobody else watches";
        var names = string.Join(", ", viewers.Take(ShownNames).Select(viewer => $"{viewer.Program} {viewer.Pid}"));
        return $"{viewers.Count} more watching: {names}{(viewers.Count > ShownNames ? " …" : "")}";
    }
}
