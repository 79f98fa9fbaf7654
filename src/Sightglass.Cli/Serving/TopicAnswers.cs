using Microsoft.AspNetCore.Http;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Serving;

/// <summary>What topics there are, what is in them, and their latest values.</summary>
internal static class TopicAnswers
{
    internal static Task ListAsync(HttpContext context)
    {
        var topics = Topics.List((_, _) => { }); // what cannot be read is nobody's business here
        return Answer.WriteAsync(context, Answer.Json, json => TopicJson.WriteList(json, topics));
    }

    internal static Task DescribeAsync(HttpContext context)
    {
        var topic = Topics.Describe(NameIn(context));
        return Answer.WriteAsync(context, Answer.Json, json => TopicJson.WriteOne(json, topic));
    }

    internal static Task LatestAsync(HttpContext context)
    {
        var name = NameIn(context);
        using var subscriber = Subscriber.Open(name);
        var latest = subscriber.Latest;
        if (!latest.HasValue) throw new ProblemException(Problem.NotFound($"'{name}' has no sample yet. Ask again."));
        return Answer.WriteAsync(context, Answer.Json, json =>
        {
            json.WriteStartObject();
            json.WriteString("topic", name);
            SampleJson.WriteSample(json, latest);
            json.WriteString("state", Words.State(subscriber.State));
            json.WriteNumber("ageSeconds", Math.Max(latest.Age.TotalSeconds, 0));
            json.WriteEndObject();
        });
    }

    /// <summary>The topic's name in the path; whether it is one, the library says.</summary>
    internal static string NameIn(HttpContext context) => (string)context.Request.RouteValues["name"]!;
}
