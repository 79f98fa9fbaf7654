using System.Runtime.CompilerServices;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>A test in a control group of its own, skipped where none can be made. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ControlGroupFactAttribute : FactAttribute
{
    private static readonly string? _whyNot = ControlGroup.WhyNot();

    public ControlGroupFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) => Skip = _whyNot;
}
