using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.Versioning;
using System.ServiceProcess;
using Microsoft.Extensions.Logging;

namespace Sightglass.Cli.Services;

/// <summary>Work until it is cancelled, which says what is to be logged, and once that it has started.</summary>
internal delegate void ServiceWork(Action<LogLevel, string> write, Action started, CancellationToken cancel);

/// <summary>
/// A publisher that the service control manager starts and stops: it counts as started when its topics are there, and
/// as stopped when they are gone. A service has no stderr, so its log is Windows' own, "Application".
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsService : ServiceBase
{
    internal const string Name = "Sightglass";

    /// <summary>ERROR_EXCEPTION_IN_SERVICE. Without a code its end would pass for an intended one.</summary>
    private const int ExceptionInService = 1064;

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _isDecided = new(); // whether it has started
    private readonly Thread _thread;
    private volatile bool _isStarted;
    private ExceptionDispatchInfo? _fault;

    private WindowsService(ServiceWork work)
    {
        ServiceName = Name; // also the source of what it logs
        AutoLog = false; // starts and stops are the manager's to log; ours are the faults
        _thread = new Thread(() => Work(work)) { Name = Name };
    }

    /// <summary>Runs until the manager stops it. Called by a process that the manager has started.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">It was started by somebody else.</exception>
    internal static int Run(ServiceWork work)
    {
        using var service = new WindowsService(work);
        Console.SetOut(TextWriter.Null); // the framework's own words, if it is not the manager that has started it
        Run(service);
        service._fault?.Throw();
        if (!service._isStarted)
            throw new UsageException("--service is for the service control manager, which has not started this: "
                + "make a service with `sc create`, see docs/services.md.");
        return Cli.ExitCode.Ok;
    }

    protected override void OnStart(string[] args) // the manager waits 30 s for its end
    {
        _thread.Start();
        _isDecided.Wait();
        if (_isStarted) return;
        ExitCode = ExceptionInService;
        _fault?.Throw(); // to the manager, and again out of Run
    }

    protected override void OnStop()
    {
        _stop.Cancel();
        if (_thread != Thread.CurrentThread) _thread.Join();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
            _isDecided.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Work(ServiceWork work)
    {
        try
        {
            work(Write, () =>
            {
                _isStarted = true;
                _isDecided.Set();
            }, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped, as it is meant to be.
        }
        catch (Exception e) when (e is TopicException or UsageException or IOException or ArgumentException)
        {
            _fault = ExceptionDispatchInfo.Capture(e);
            Write(LogLevel.Error, e.Message);
            ExitCode = ExceptionInService;
            if (_isStarted) Stop();
        }
        finally
        {
            _isDecided.Set();
        }
    }

    private void Write(LogLevel level, string line)
    {
        try
        {
            EventLog.WriteEntry(line, level switch
            {
                >= LogLevel.Error => EventLogEntryType.Error,
                LogLevel.Warning => EventLogEntryType.Warning,
                _ => EventLogEntryType.Information,
            });
        }
        catch (Exception e) when (e is InvalidOperationException or System.Security.SecurityException
            or System.ComponentModel.Win32Exception or ArgumentException)
        {
            // An account that may not write there, or a log that is full: to publish matters more.
        }
    }
}
