using System.Runtime.CompilerServices;
using Xunit;

namespace Sightglass.Tests;

/// <summary>
/// A test of something that only Linux has. Not Assert.Skip, which throws: under Wine 8 the second exception that
/// leaves a method called by reflection never arrives, and the run hangs.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line)
    {
        if (!OperatingSystem.IsLinux()) Skip = "This is of Linux only.";
    }
}
