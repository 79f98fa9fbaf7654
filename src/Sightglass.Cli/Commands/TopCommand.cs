using System.CommandLine;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen;
using Spectre.Console;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass top</c>: the live screen. It measures nothing; it subscribes, like anyone.</summary>
internal static class TopCommand
{
    /// <summary>Ages grow between samples, so the screen is drawn at least so often, and at most so often when samples race.</summary>
    private const int SlowestRedrawMs = 500, FastestRedrawMs = 50;

    internal static Command Create()
    {
        var interval = Durations.Option("--interval", "How often to measure, if no publisher runs yet: 10ms to 1h. Default 1s.",
            TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        var from = new Option<string>("--from")
        {
            Description = "Show the values of this topic (`sightglass pdu watch --publish-as`) instead of the machine's own.",
            HelpName = "topic",
            CompletionSources = { Completions.Topics },
        };
        var color = new Option<string>("--color") { Description = "auto, always or never. Default auto; NO_COLOR is heeded." };
        color.AcceptOnlyFromAmong("auto", "always", "never");
        var noUnicode = new Option<bool>("--no-unicode") { Description = "Draw with ASCII only." };
        var command = new Command("top", "Shows this machine's CPU and memory, live; starts a publisher if none runs.") { interval, from, color, noUnicode };
        command.SetAction(async (parsed, cancel) =>
        {
            var view = new MachineView(parsed.GetValue(from));
            if (parsed.GetValue(from) is null) await SharedPublisher.EnsureAsync(parsed.GetValue(interval), cancel).ConfigureAwait(false);
            if (!Output.IsTerminal)
                return await new Watch
                {
                    Names = [.. new[] { view.Cpu.Topic, view.Memory.Topic }.Distinct()],
                    Output = "text",
                    Count = long.MaxValue,
                    FromStart = false,
                    UntilStopped = false,
                    Wait = Durations.DefaultWait,
                }.RunAsync(cancel).ConfigureAwait(false);
            return await ShowAsync(view, Terminal(parsed.GetValue(color)), !parsed.GetValue(noUnicode), cancel).ConfigureAwait(false);
        });
        return command;
    }

    private static IAnsiConsole Terminal(string? color) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        ColorSystem = color switch { "always" => ColorSystemSupport.Standard, "never" => ColorSystemSupport.NoColors, _ => ColorSystemSupport.Detect },
    });

    private static async Task<int> ShowAsync(MachineView view, IAnsiConsole terminal, bool isUnicode, CancellationToken cancel)
    {
        var options = new SubscriberOptions { Start = StartAt.Oldest }; // the history is on the screen at once
        using var cpu = await Subscriber.OpenAsync(view.Cpu.Topic, Durations.DefaultWait, options, cancel).ConfigureAwait(false);
        using var memory = await Subscriber.OpenAsync(view.Memory.Topic, Durations.DefaultWait, options, cancel).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var changed = new SemaphoreSlim(0);
        var followers = Task.WhenAll(FollowAsync(cpu, view, view.Cpu, changed, end.Token), FollowAsync(memory, view, view.Memory, changed, end.Token));
        using var keys = new TopKeys(view, [cpu, memory], changed, end);
        try
        {
            terminal.AlternateScreen(() => Draw(terminal, view, isUnicode, changed, end.Token));
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
        await followers.ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return ExitCode.Ok;
    }

    private static void Draw(IAnsiConsole terminal, MachineView view, bool isUnicode, SemaphoreSlim changed, CancellationToken end)
    {
        var screen = new PlainScreen(isUnicode);
        terminal.Cursor.Hide();
        try
        {
            terminal.Live(new Text("")).Overflow(VerticalOverflow.Crop).Start(live =>
            {
                while (!end.IsCancellationRequested)
                {
                    lock (view) live.UpdateTarget(screen.Draw(view, terminal.Profile.Width, terminal.Profile.Height - 1, DateTimeOffset.UtcNow));
                    end.WaitHandle.WaitOne(FastestRedrawMs);
                    WaitHandle.WaitAny([changed.AvailableWaitHandle, end.WaitHandle], SlowestRedrawMs);
                    while (changed.Wait(0)) { }
                }
            });
        }
        finally
        {
            terminal.Cursor.Show();
        }
    }

    private static async Task FollowAsync(Subscriber subscriber, MachineView view, TopicView topic, SemaphoreSlim changed, CancellationToken end)
    {
        try
        {
            lock (view)
            {
                topic.State = subscriber.State;
                topic.Publisher = subscriber.Publisher;
                topic.Interval = subscriber.Interval;
            }
            await foreach (var update in subscriber.ReadUpdatesAsync(end).ConfigureAwait(false))
            {
                lock (view)
                {
                    if (update.HasSample) topic.Add(update.Sample!);
                    topic.State = update.State;
                    topic.Publisher = subscriber.Publisher;
                    topic.Interval = subscriber.Interval;
                }
                changed.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The screen has ended.
        }
    }
}
