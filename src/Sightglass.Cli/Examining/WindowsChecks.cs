using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Sightglass.Cli.Examining;

/// <summary>Sessions, rights, and whether it is really Windows.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsChecks
{
    internal static Finding Session(string check)
    {
        using var process = Process.GetCurrentProcess();
        return process.SessionId > 0
            ? new(check, Mark.Ok, $"session {process.SessionId}; its topics are seen in it only")
            : new(check, Mark.Warn, "This is the services' session: programs of desktops do not see its topics.",
                "Publish with --access everyone.");
    }

    internal static Finding GlobalObjects(string check)
    {
        try
        {
            using var publisher = Publisher.Create(RoundTripCheck.NewName(), RoundTripCheck.Schema,
                new() { Access = Access.Everyone });
            return new(check, Mark.Ok, "may be made, so --access everyone works");
        }
        catch (TopicException e)
        {
            return new(check, Mark.Warn, $"--access everyone does not work: {e.Message}",
                "Nothing, unless other users shall read: then publish as a service or as an administrator.");
        }
    }

    internal static Finding Wine(string check)
    {
        using var key = Registry.CurrentUser.OpenSubKey(@"Software\Wine");
        return key is null ? new(check, Mark.Ok, "this is Windows")
            : new(check, Mark.Warn, "This is Wine: topics are seen in this prefix only, and disks have no counters.",
                "To measure the machine, use the program for Linux.");
    }
}
