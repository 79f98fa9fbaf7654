using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>The last row: the keys, who else looks, and what this costs; for a while, what the last key did.</summary>
internal static class Footer
{
    private const int Gap = 2;

    internal static void Draw(
        Area row, IReadOnlyList<KeyHelp> panelKeys, Moment moment, Look look, Surroundings surroundings)
    {
        if (surroundings.Answer.Length > 0)
        {
            row.Write(1, 0, TextWidth.Cut(surroundings.Answer, row.Width - 2, look.Glyphs), look.Palette.Careful);
            return;
        }
        var (cost, viewers) = (Cost(moment, surroundings), surroundings.Viewers);
        var right = row.Width - 1;
        foreach (var text in (string[])[cost, viewers])
        {
            // The keys that everybody needs come before what is only good to know.
            if (text.Length == 0 || right - text.Length < row.Width / 2) continue;
            right -= text.Length;
            row.Write(right, 0, text, look.Palette.Dim);
            right -= Gap;
        }
        var x = 1;
        foreach (var (keys, does) in KeyMap.Short.Take(2).Concat(panelKeys).Concat(KeyMap.Short.Skip(2)))
        {
            var shown = look.Symbols(keys);
            if (x + shown.Length + 1 + does.Length > right) continue;
            x += row.Write(x, 0, shown, look.Palette.Hotkey) + 1;
            x += row.Write(x, 0, does, look.Palette.Dim) + Gap;
        }
    }

    private static string Cost(Moment moment, Surroundings surroundings)
    {
        var own = double.IsNaN(surroundings.OwnUsage) ? "" : $"top {Units.Format(surroundings.OwnUsage, "1")}";
        var publisher = moment.Chronicle.Find(MachineTopics.Publisher);
        var usage = new Quantity("sightglass.publisher.cpu.usage").In(publisher?.Latest);
        if (publisher is not { IsOld: false } || double.IsNaN(usage)) return own;
        return $"{own}{(own.Length > 0 ? ", " : "")}publisher {Units.Format(usage, "1")}";
    }
}
