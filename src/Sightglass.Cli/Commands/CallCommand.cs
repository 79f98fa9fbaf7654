using System.CommandLine;
using System.Text;
using System.Text.Json;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Control;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass call</c>: any verb of any publisher, with JSON or nothing as the request.</summary>
internal static class CallCommand
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    internal static Command Create()
    {
        var topic = Completions.Topic();
        var verb = new Argument<string>("verb") { Description = "What its publisher shall do.", HelpName = "verb" };
        verb.CompletionSources.Add(ControlVerbs.Ping, ControlVerbs.Interval, ControlVerbs.Pause, ControlVerbs.Resume,
            ControlVerbs.Sensor);
        var json = new Argument<string?>("json")
        {
            Description = "The request; nothing is sent when it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var timeout = Durations.Option("--timeout", "How long to wait for the answer. Default 5s.",
            TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(20));
        var command = new Command("call", "Asks a publisher, and prints its answer.") { topic, verb, json, timeout };
        command.SetAction(async (parsed, cancel) =>
        {
            var request = parsed.GetValue(json) ?? "";
            if (request.Length > 0) CheckJson(request);
            using var subscriber = Subscriber.Open(parsed.GetValue(topic)!);
            var reply = await subscriber.CallAsync(parsed.GetValue(verb)!, Encoding.UTF8.GetBytes(request),
                parsed.GetValue(timeout) ?? DefaultTimeout, cancel).ConfigureAwait(false);
            using var output = Output.Open();
            output.WriteLine(Text(reply));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void CheckJson(string request)
    {
        try
        {
            using var document = JsonDocument.Parse(request);
        }
        catch (JsonException e)
        {
            throw new UsageException($"The request is no JSON: {e.Message}");
        }
    }

    /// <summary>Text as it is, and what is no text, or would steer the terminal, as hexadecimal digits.</summary>
    private static string Text(byte[] reply)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(reply);
            if (!text.Any(c => char.IsControl(c) && c is not '\n' and not '\t')) return text;
        }
        catch (DecoderFallbackException)
        {
            // Bytes of a struct, then.
        }
        return "0x" + Convert.ToHexStringLower(reply);
    }
}
