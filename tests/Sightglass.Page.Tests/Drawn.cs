using Microsoft.Playwright;

namespace Sightglass.Page.Tests;

/// <summary>What is really on a graph's canvas, looked at just above its axis of time, where an area has colour.</summary>
internal static class Drawn
{
    /// <summary>Runs of painted columns, at least three wide, and where the last ends, as a share of the width.</summary>
    private const string Look = """
        panel => {
          const canvas = panel.querySelector('canvas'), over = panel.querySelector('.u-over');
          if (!canvas || !over) return [0, 0];
          const scale = canvas.width / canvas.getBoundingClientRect().width;
          const [box, field] = [canvas.getBoundingClientRect(), over.getBoundingClientRect()];
          const left = Math.round((field.left - box.left) * scale), width = Math.round(field.width * scale);
          const row = Math.round((field.bottom - box.top) * scale) - 6;
          const pixels = canvas.getContext('2d').getImageData(left, row, width, 1).data;
          // Areas are of a colour; the lines of the grid are grey.
          const isPainted = column => {
            const [red, green, blue] = pixels.slice(column * 4, column * 4 + 3), alpha = pixels[column * 4 + 3];
            return alpha > 60 && Math.max(red, green, blue) - Math.min(red, green, blue) > 40;
          };
          let runs = 0, length = 0, end = 0;
          for (let column = 0; column < width; column++) {
            length = isPainted(column) ? length + 1 : 0;
            if (length === 3) runs++;
            if (length >= 3) end = column;
          }
          return [runs, end / width];
        }
        """;

    /// <summary>How many stretches of time have an area, with nothing between them.</summary>
    internal static async Task<int> RunsAsync(ILocator panel) => (int)(await panel.EvaluateAsync<double[]>(Look))[0];

    /// <summary>How much of the width has no area at its end.</summary>
    internal static async Task<double> EmptyShareAtEndAsync(ILocator panel) =>
        1 - (await panel.EvaluateAsync<double[]>(Look))[1];
}
