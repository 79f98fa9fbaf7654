using System.CommandLine;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Serving;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass serve</c>: all topics for browsers and for scripts, over HTTP.</summary>
internal static class ServeCommand
{
    private const string TokenVariable = "SIGHTGLASS_TOKEN";

    internal static Command Create()
    {
        var url = new Option<string>("--url")
        {
            Description = $"Where to serve; port 0 takes one that is free. Default {ServeOptions.DefaultUrl}, for this "
                + "machine alone. An address that other machines reach needs --token.",
            HelpName = "url",
            DefaultValueFactory = _ => ServeOptions.DefaultUrl,
        };
        var token = new Option<string?>("--token")
        {
            Description = "What every request must show; without one, publishers cannot be changed from the page. "
                + $"Default: the environment's {TokenVariable}, which other users cannot see.",
            HelpName = "token",
        };
        var interval = Durations.Option("--interval",
            "How often to measure, if no publisher runs yet: 10ms to 1h. Default 1s.",
            TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        var noPublish = new Option<bool>("--no-publish")
        {
            Description = "Show what there is, and start no publisher.",
        };
        var command = new Command("serve", "Shows all topics in a browser, live; starts a publisher if none runs.")
        {
            url, token, interval, noPublish,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            Interrupt.TerminationIsNormal = true;
            var given = parsed.GetValue(token) ?? Environment.GetEnvironmentVariable(TokenVariable);
            var options = ServeOptions.Of(parsed.GetValue(url)!, given);
            if (!parsed.GetValue(noPublish))
                await SharedPublisher.EnsureAsync(parsed.GetValue(interval), cancel).ConfigureAwait(false);
            await WebServer.RunAsync(options, Greet, cancel).ConfigureAwait(false);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Greet(string url)
    {
        Console.WriteLine($"Serving {url} until Ctrl-C.");
        Console.Out.Flush();
    }
}
