using System.Runtime.Versioning;

namespace Sightglass.Pdu.Objects;

/// <summary>All four objects of the protocol.</summary>
[SupportedOSPlatform("windows")]
internal sealed class PduObjects : IDisposable
{
    private PduObjects(PduSection section, ManualEvent read, ManualEvent write, ManualEvent write2) =>
        (Section, Read, Write, Write2) = (section, read, write, write2);

    internal PduSection Section { get; }

    /// <summary>Set by the server: there is something to read. Reset by whoever has read.</summary>
    internal ManualEvent Read { get; }

    /// <summary>Both set by the client: it has read, write on. Reset by the server.</summary>
    internal ManualEvent Write { get; }

    internal ManualEvent Write2 { get; }

    /// <summary>Whether a server thread that waits for both would go on now.</summary>
    internal bool IsReleased => Write.IsSet && Write2.IsSet;

    /// <summary>As a client does: null when there is no section.</summary>
    internal static PduObjects? TryOpen()
    {
        if (PduSection.TryOpen() is not { } section) return null;
        try
        {
            return WithEvents(() => section);
        }
        catch
        {
            section.Dispose();
            throw;
        }
    }

    /// <summary>As a server does. The section comes last: a client that finds it finds the events too.</summary>
    internal static PduObjects OpenOrMake(out bool wereThere)
    {
        var wasThere = false;
        var objects = WithEvents(() => PduSection.OpenOrMake(out wasThere));
        wereThere = wasThere;
        return objects;
    }

    internal void Release()
    {
        Write.Set();
        Write2.Set();
    }

    public void Dispose()
    {
        Section.Dispose();
        Read.Dispose();
        Write.Dispose();
        Write2.Dispose();
    }

    private static PduObjects WithEvents(Func<PduSection> section)
    {
        ManualEvent? read = null, write = null, write2 = null;
        try
        {
            read = ManualEvent.Open(PduNames.Read, isSetAtFirst: false);
            write = ManualEvent.Open(PduNames.Write, isSetAtFirst: true);
            write2 = ManualEvent.Open(PduNames.Write2, isSetAtFirst: true);
            return new(section(), read, write, write2);
        }
        catch
        {
            read?.Dispose();
            write?.Dispose();
            write2?.Dispose();
            throw;
        }
    }
}
