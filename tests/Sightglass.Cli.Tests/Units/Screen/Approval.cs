using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>
/// Compares pictures with those in Approved/. What differs is written into received/ beside the tests; with
/// <c>SIGHTGLASS_APPROVE=folder</c> there too, to be looked at before they are committed.
/// </summary>
internal static class Approval
{
    private const string Variable = "SIGHTGLASS_APPROVE";

    internal static void Verify(string name, string received)
    {
        using var stream = typeof(Approval).Assembly.GetManifestResourceStream(name + ".txt");
        var approved = stream is null ? "(nothing)" : new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
        if (received == approved) return;
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "received")).FullName;
        File.WriteAllText(Path.Combine(directory, name + ".txt"), received);
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, name + ".txt"), received);
        Assert.Fail($"{name} looks otherwise. Approved:\n{approved}\nReceived, also in {directory}:\n{received}");
    }
}
