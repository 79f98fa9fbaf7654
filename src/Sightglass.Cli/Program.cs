using System.CommandLine;
using System.Text;
using Sightglass;
using Sightglass.Cli;
using Sightglass.Cli.Commands;
using Sightglass.Cli.Logging;
using Sightglass.Pdu;

// UTF-8 without a mark, whatever the locale: names, units and graphs need it, and scripts expect it.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("Shows what one process measures to any number of others, live, through shared memory.")
{
    TopCommand.Create(),
    ServeCommand.Create(),
    PublishCommand.Create(),
    GetCommand.Create(),
    WatchCommand.Create(),
    ListCommand.Create(),
    DescribeCommand.Create(),
    CallCommand.Create(),
    SetCommand.Create(),
    ControlCommands.Pause(),
    ControlCommands.Resume(),
    ControlCommands.Sensors(),
    ControlCommands.Ping(),
    DoctorCommand.Create(),
    CleanCommand.Create(),
    CompletionCommand.Create(),
    PduCommand.Create(),
};
Examples.Add(root);

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    LineLogger.Fail($"{UsageException.OneLine(parsed.Errors[^1])} See `sightglass --help`.");
    return ExitCode.Usage;
}

using var interrupt = new Interrupt();
try
{
    // Signals are ours: the library's own handling would end the process before the terminal is restored.
    var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
    return await parsed.InvokeAsync(configuration, interrupt.Token).ConfigureAwait(false);
}
catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
{
    return interrupt.ExitCode;
}
catch (TopicException e)
{
    LineLogger.Fail(e.Message);
    return ExitCode.Of(e.Error);
}
catch (CallException e)
{
    LineLogger.Fail(e.Message);
    return ExitCode.Of(e.Error);
}
catch (PduException e)
{
    LineLogger.Fail(e.Message);
    return ExitCode.Of(e.Error);
}
catch (UsageException e)
{
    LineLogger.Fail(e.Message);
    return ExitCode.Usage;
}
catch (ArgumentException e)
{
    LineLogger.Fail(UsageException.FirstLine(e));
    return ExitCode.Usage;
}
catch (OutputClosedException)
{
    return ExitCode.Ok; // whoever read us has seen enough: `sightglass watch | head`
}
catch (IOException e)
{
    LineLogger.Fail(e.Message);
    return ExitCode.RuntimeError;
}
catch (Exception e)
{
    // A defect of ours, or what no system does. A line like any other for the user, and the place in it for us.
    var place = e.StackTrace?.Split('\n')[0].Trim();
    LineLogger.Fail($"This is a defect of sightglass; please report it: {e.GetType().Name}: "
        + $"{e.Message.ReplaceLineEndings(" ")} ({place})");
    return ExitCode.RuntimeError;
}
