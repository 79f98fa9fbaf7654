using PublicApiGenerator;
using Shouldly;
using Xunit;

namespace Sightglass.Tests;

/// <summary>
/// The public API is a promise: whoever changes it changes PublicApi.approved.txt too, and sees what changed.
/// </summary>
public sealed class PublicApiTests
{
    private const string ApprovedName = "PublicApi.approved.txt";

    [Fact]
    public void The_public_api_is_the_approved_one()
    {
        var actual = Lines(typeof(Publisher).Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            // Its argument is a name that the compiler counts up.
            ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"],
        }));
        using var stream = typeof(PublicApiTests).Assembly.GetManifestResourceStream(ApprovedName)!;
        var approved = Lines(new StreamReader(stream).ReadToEnd());
        if (actual.SequenceEqual(approved)) return;
        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(received, string.Join('\n', actual) + "\n");
        actual.Except(approved).Select(line => "+ " + line.Trim())
            .Concat(approved.Except(actual).Select(line => "- " + line.Trim()))
            .ShouldBeEmpty($"The public API is another than tests/Sightglass.Tests/{ApprovedName}; all of it is in " +
            $"{received}.");
        Assert.Fail($"The public API has another order than {ApprovedName}; all of it is in {received}.");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
