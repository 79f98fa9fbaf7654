using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Sightglass.Cli.Serving;

/// <summary>Server-sent events until the client goes or the server ends.</summary>
internal sealed class StreamAnswer(Broadcast broadcast)
{
    /// <summary>Who takes nothing for so long has gone without a word; until then he is told what he lost.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    internal async Task HandleAsync(HttpContext context)
    {
        var query = new StreamQuery(Parameters.Names(context, "topics"), Parameters.Names(context, "fields"));
        var client = broadcast.TryJoin(query) ?? throw new ProblemException(Problem.Busy(
            $"There are {Broadcast.MaxStreams} open streams already, the most that are served. Close some pages."));
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
            // The server's own bound knows only bytes per second, of which a topic may have few.
            context.Features.Get<IHttpMinResponseDataRateFeature>()!.MinDataRate = null;
            await SendAsync(client, context).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            context.Abort();
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
                var flushing = output.FlushAsync(aborted);
                // Waits for a client that is slow; its queue fills meanwhile.
                if (!flushing.IsCompletedSuccessfully)
                    await flushing.AsTask().WaitAsync(_patience, aborted).ConfigureAwait(false);
                else if (flushing.Result.IsCompleted) return;
            }
        }
    }
}
