using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors.Container;

/// <summary>Files of a control group, kept open together.</summary>
internal sealed class CgroupFiles : IDisposable
{
    private readonly List<ProcFile> _files = [];

    /// <exception cref="IOException">It cannot be opened.</exception>
    internal ProcFile Open(string directory, string name)
    {
        var file = new ProcFile(Path.Combine(directory, name), ProcFile.SmallSize);
        _files.Add(file);
        return file;
    }

    /// <summary>Null if it is not there.</summary>
    internal ProcFile? TryOpen(string directory, string name)
    {
        var file = ProcFile.TryOpen(Path.Combine(directory, name));
        if (file is not null)
            _files.Add(file);
        return file;
    }

    /// <summary>Null if it is not there.</summary>
    internal SlowFile<Pressure>? TryOpenPressure(string directory, string name) =>
        TryOpen(directory, name) is { } file ? new(file, ProcPressure.Parse, Pressure.NotAvailable) : null;

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
