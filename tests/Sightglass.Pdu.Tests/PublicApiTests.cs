using PublicApiGenerator;
using Shouldly;
using Xunit;

namespace Sightglass.Pdu.Tests;

/// <summary>
/// The public API is a promise: whoever changes it changes PublicApi.approved.txt too, and sees what changed.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_approved_one()
    {
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false };
        var actual = Lines(typeof(PduPair).Assembly.GeneratePublicApi(options));
        using var stream = typeof(PublicApiTests).Assembly.GetManifestResourceStream("PublicApi.approved.txt")!;
        using var reader = new StreamReader(stream);
        var approved = Lines(reader.ReadToEnd());
        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        if (!actual.SequenceEqual(approved)) File.WriteAllText(received, string.Join('\n', actual) + "\n");
        actual.SequenceEqual(approved).ShouldBeTrue($"The public API is another than the approved; it is in {received}.");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
