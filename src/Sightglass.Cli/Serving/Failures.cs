using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>What went wrong, as the client is told.</summary>
internal static class Failures
{
    /// <summary>Null when there is nobody to tell.</summary>
    internal static Problem? ProblemOf(Exception e, HttpContext context) => e switch
    {
        _ when context.RequestAborted.IsCancellationRequested => null,
        ProblemException problem => problem.Problem,
        TopicException { Error: TopicError.NotFound or TopicError.AccessDenied } => Problem.NotFound(e.Message),
        TopicException => new Problem(502, "Topic not readable", e.Message),
        CallException call => OfCall(call),
        ArgumentException argument => Problem.BadRequest(UsageException.FirstLine(argument)),
        BadHttpRequestException bad => new Problem(bad.StatusCode, "Bad request", bad.Message),
        _ => Unexpected(e),
    };

    private static Problem OfCall(CallException e) => e.Error switch
    {
        CallError.NoSuchVerb or CallError.Refused => new(409, "Refused", e.Message),
        CallError.Busy or CallError.TimedOut => Problem.Busy(e.Message),
        _ => new(502, "Publisher gone", e.Message),
    };

    private static Problem Unexpected(Exception e)
    {
        Console.Error.WriteLine($"sightglass: serve: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
        return new Problem(500, "Failed", "The server failed at this request; its stderr says at what.");
    }
}
