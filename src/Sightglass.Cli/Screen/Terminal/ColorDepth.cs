namespace Sightglass.Cli.Screen.Terminal;

/// <summary>How many colours a terminal has, as the bits of their numbers.</summary>
internal enum ColorDepth
{
    None = 0, Sixteen = 4, Palette256 = 8, TrueColor = 24,
}
