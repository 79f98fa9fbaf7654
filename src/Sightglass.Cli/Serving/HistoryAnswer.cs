using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>
/// The past of a topic, read from its own ring: the server keeps none. Only some are answered at a time, since a long
/// past takes memory and time, and streams go on beside it.
/// </summary>
internal sealed class HistoryAnswer : IDisposable
{
    private const int MaxAtATime = 2, MaxRestarts = 3;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim _turns = new(MaxAtATime);

    internal async Task HandleAsync(HttpContext context)
    {
        var (name, query) = (TopicAnswers.NameIn(context), HistoryQuery.Of(context));
        if (!await _turns.WaitAsync(_patience, context.RequestAborted).ConfigureAwait(false))
            throw new ProblemException(Problem.Busy("Too many ask for the past at the same time. Ask again."));
        try
        {
            var (table, instance) = Read(name, query);
            await Answer.WriteAsync(context, Answer.Json, json => table.Write(json, name, instance, query.MaxRows))
                .ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static (HistoryTable Table, Guid Instance) Read(string name, HistoryQuery query)
    {
        for (var restarts = 0; restarts < MaxRestarts; restarts++)
        {
            using var subscriber = Subscriber.Open(name, new() { Start = StartAt.Oldest });
            var topic = Topics.Describe(name);
            var table = HistoryTable.Read(subscriber, query);
            if (subscriber.Restarts == 0 && subscriber.Publisher == topic.Publisher) return (table, topic.Instance);
        }
        throw new ProblemException(Problem.Busy($"'{name}' is published anew again and again. Ask again."));
    }

    public void Dispose() => _turns.Dispose();
}
