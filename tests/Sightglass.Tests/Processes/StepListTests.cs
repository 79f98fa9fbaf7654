using System.Text.RegularExpressions;
using Shouldly;

namespace Sightglass.Tests.Processes;

public sealed partial class StepListTests
{
    [SourcesFact]
    public void Every_step_of_the_sources_is_one_at_which_a_publisher_is_killed()
    {
        var inSources = Repository.Sources("src/Sightglass").SelectMany(source => source.Lines)
            .SelectMany(line => Reached().Matches(line).Select(match => match.Groups[1].Value));
        Steps.All.Select(step => step.Split(':')[0]).Distinct().Order().ShouldBe(inSources.Distinct().Order());
    }

    [GeneratedRegex(@"Step\.Reached\(""([^""]+)""\)")]
    private static partial Regex Reached();
}
