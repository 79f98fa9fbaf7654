using System.Diagnostics;

namespace Sightglass;

/// <summary>
/// Names the moments at which a process may die, so that the tests' other process can be stopped at each of them.
/// Calls exist only in builds with SIGHTGLASS_STEPS, which is the tests' own build of these sources.
/// </summary>
internal static class Step
{
#if SIGHTGLASS_STEPS
    internal static Action<string>? Hook { get; set; }
#endif

    [Conditional("SIGHTGLASS_STEPS")]
    internal static void Reached(string name)
    {
#if SIGHTGLASS_STEPS
        Hook?.Invoke(name);
#else
        _ = name;
#endif
    }
}
