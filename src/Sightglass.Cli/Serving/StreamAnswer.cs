using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>Server-sent events until the client goes or the server ends.</summary>
internal sealed class StreamAnswer(Broadcast broadcast)
{
    internal async Task HandleAsync(HttpContext context)
    {
        var query = new StreamQuery(Parameters.Names(context, "topics"), Parameters.Names(context, "fields"));
        var client = broadcast.TryJoin(query) ?? throw new ProblemException(Problem.Busy(
            $"There are {Broadcast.MaxStreams} open streams already, which is the most that are served. Close some pages."));
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
            await SendAsync(client, context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        finally
        {
            broadcast.Leave(client);
        }
    }

    private static async Task SendAsync(StreamClient client, HttpContext context)
    {
        var (output, aborted) = (context.Response.BodyWriter, context.RequestAborted);
        while (await client.Events.WaitToReadAsync(aborted).ConfigureAwait(false))
        {
            while (client.Events.TryRead(out var events))
            {
                output.Write(events);
                // Waits for a client that is slow; its queue fills meanwhile.
                var flushed = await output.FlushAsync(aborted).ConfigureAwait(false);
                if (flushed.IsCompleted) return;
            }
        }
    }
}
