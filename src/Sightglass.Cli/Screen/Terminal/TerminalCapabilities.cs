using Sightglass.Cli.Screen.Drawing;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>
/// What the terminal can, by what the environment says of it. It is not asked: an answer would come among keys.
/// </summary>
internal sealed record TerminalCapabilities(ColorDepth Depth, bool IsUtf8, Glyphs Glyphs)
{
    private static readonly string[] _trueColorTerms =
        ["kitty", "alacritty", "foot", "ghostty", "wezterm", "contour", "direct"];

    private static readonly string[] _manyColorTerms =
        ["256color", "xterm", "screen", "tmux", "rxvt", "konsole", "gnome", "vte", "putty"];

    private static readonly string[] _colorlessTerms = ["vt52", "vt100", "vt102", "vt220", "vt320", "mono", "-m"];

    internal Palette Palette => Depth == ColorDepth.None ? Palette.Plain : Palette.Colored;

    /// <param name="color">auto, always or never; as the option <c>--color</c>.</param>
    /// <param name="isAscii">The option <c>--no-unicode</c>.</param>
    internal static TerminalCapabilities Detect(string? color, bool isAscii) =>
        Detect(color, isAscii, Environment.GetEnvironmentVariable, OperatingSystem.IsWindows());

    internal static TerminalCapabilities Detect(
        string? color, bool isAscii, Func<string, string?> environment, bool isWindows)
    {
        var term = environment("TERM") ?? "";
        var depth = color == "never" || color != "always" && environment("NO_COLOR") is { Length: > 0 }
            ? ColorDepth.None : DepthOf(term, environment, isWindows);
        if (color == "always" && depth == ColorDepth.None) depth = ColorDepth.Sixteen;
        var isUtf8 = !isAscii && (isWindows || HasUtf8(environment));
        var glyphs = !isUtf8 ? Glyphs.Ascii
            : term == "linux" ? Glyphs.Console
            : isWindows && term.Length == 0 && environment("WT_SESSION") is null ? Glyphs.Blocks // of the old console
            : Glyphs.Braille;
        return new(depth, isUtf8, depth == ColorDepth.None ? glyphs.WithoutColor() : glyphs);
    }

    private static ColorDepth DepthOf(string term, Func<string, string?> environment, bool isWindows)
    {
        if (isWindows && term.Length == 0) return ColorDepth.TrueColor; // also the old console, since Windows 10
        if (environment("COLORTERM") is "truecolor" or "24bit") return ColorDepth.TrueColor;
        if (IsOneOf(term, _trueColorTerms)) return ColorDepth.TrueColor;
        if (IsOneOf(term, _manyColorTerms)) return ColorDepth.Palette256;
        return term.Length == 0 || IsOneOf(term, _colorlessTerms) ? ColorDepth.None : ColorDepth.Sixteen;
    }

    private static bool IsOneOf(string term, string[] parts) =>
        Array.Exists(parts, part => term.Contains(part, StringComparison.Ordinal));

    /// <summary>The first that is set decides (locale(7)). None, as in many containers, says nothing.</summary>
    private static bool HasUtf8(Func<string, string?> environment)
    {
        foreach (var name in (string[])["LC_ALL", "LC_CTYPE", "LANG"])
            if (environment(name) is { Length: > 0 } locale)
                return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
                    || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
        return true;
    }
}
