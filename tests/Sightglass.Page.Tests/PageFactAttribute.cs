using System.Runtime.CompilerServices;
using Xunit;

// A browser takes a processor for itself; two of them would measure each other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Sightglass.Page.Tests;

/// <summary>A test in a real browser: on Linux, where chromium is. In CI it must be.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = Browser.Lack;
}

/// <summary>Makes the pictures of the documentation; see CONTRIBUTING.md.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PictureFactAttribute : FactAttribute
{
    /// <summary>Where the pictures go; without it none are made.</summary>
    internal const string Variable = "SIGHTGLASS_PICTURES";

    public PictureFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = Environment.GetEnvironmentVariable(Variable) is null or ""
            ? $"made on request only: set {Variable} to a directory" : Browser.Lack;
}
