using System.Text.Json;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Examining;

/// <summary>All checks of <c>doctor</c>, in the order in which one thing needs the other.</summary>
internal static class Examination
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n" };

    internal static async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancel)
    {
        List<Finding> findings = [];
        if (OperatingSystem.IsLinux())
        {
            Add(findings, "directory", PlaceChecks.Directory);
            Add(findings, "file system", PlaceChecks.FileSystem);
            Add(findings, "space", PlaceChecks.Space);
            Add(findings, "memory limit", PlaceChecks.MemoryLimit);
            Add(findings, "open files", SystemChecks.OpenFiles);
            Add(findings, "kernel", SystemChecks.Kernel);
            Add(findings, "container", SystemChecks.Container);
            Add(findings, "logout", LogoutCheck.Run);
            Add(findings, "processes", SystemChecks.OtherProcesses);
        }
        if (OperatingSystem.IsWindows())
        {
            Add(findings, "session", WindowsChecks.Session);
            Add(findings, "global objects", WindowsChecks.GlobalObjects);
            Add(findings, "wine", WindowsChecks.Wine);
        }
        findings.AddRange(SensorChecks.Run());
        findings.AddRange(TopicChecks.Run());
        findings.Add(await RoundTripCheck.RunAsync(cancel).ConfigureAwait(false));
        return findings;
    }

    /// <summary>A file of the system that cannot be read is no reason to know nothing of the rest.</summary>
    private static void Add(List<Finding> findings, string check, Func<string, Finding> run)
    {
        try
        {
            findings.Add(run(check));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(new(check, Mark.Skip, e.Message));
        }
    }

    internal static void WriteText(TextWriter writer, IReadOnlyList<Finding> findings)
    {
        var width = findings.Max(finding => finding.Check.Length);
        foreach (var (check, mark, text, advice) in findings)
        {
            writer.WriteLine($"{Word(mark),-4}  {check.PadRight(width)}  {text}");
            if (advice is not null) writer.WriteLine($"{"",4}  {"".PadRight(width)}  To do: {advice}");
        }
        var (failed, warned) = (Count(Mark.Fail), Count(Mark.Warn));
        writer.WriteLine();
        writer.WriteLine(failed + warned == 0 ? "Nothing is wrong here."
            : $"{Words.Count(failed)} failed, {Words.Count(warned)} to be aware of.");
        writer.Flush();

        int Count(Mark mark) => findings.Count(finding => finding.Mark == mark);
    }

    internal static void WriteJson(Stream stream, IReadOnlyList<Finding> findings)
    {
        using var json = new Utf8JsonWriter(stream, _options);
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("check", finding.Check);
            json.WriteString("result", Word(finding.Mark));
            json.WriteString("text", finding.Text);
            json.WriteString("advice", finding.Advice);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static string Word(Mark mark) => mark switch
    {
        Mark.Ok => "ok",
        Mark.Warn => "warn",
        Mark.Fail => "fail",
        _ => "skip",
    };
}
