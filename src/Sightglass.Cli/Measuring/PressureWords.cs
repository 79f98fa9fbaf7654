namespace Sightglass.Cli.Measuring;

/// <summary>Describes the kernel's averages of pressure; names are <c>some.10s</c> or <c>full.60s</c>.</summary>
internal static class PressureWords
{
    internal static string Describe(string name, string resource) => $"Share of time in which {Who(name)} waited for "
        + $"{resource}; the kernel's average over {name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]}.";

    internal static string DescribeTime(string name, string resource) => $"Time in which {Who(name)} waited for {resource}.";

    private static string Who(string name) =>
        name.StartsWith("some", StringComparison.Ordinal) ? "some task" : "all tasks at once";
}
