using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen.Drawing;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>Graphs as pictures.</summary>
public sealed class GraphTests
{
    /// <summary>A hill of 0 to 1 and back, with a gap of three values after the top.</summary>
    private static readonly double[] _hill =
        [0, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, Gap, Gap, Gap, 1, 0.8, 0.6, 0.4, 0];

    private const double Gap = double.NaN;

    [Fact]
    public void Braille_has_two_values_in_a_column_and_four_steps_in_a_row() => Picture(Glyphs.Braille).ShouldBe("""
            ⢠⣾ ⢸⡄
          ⢀⣴⣿⣿ ⢸⣷⡀
        ⣀⣠⣿⣿⣿⣿ ⢸⣿⣇
        """);

    [Fact]
    public void Blocks() => Picture(Glyphs.Blocks).ShouldBe("""
            ▃█ █▃
          ▂▆██ ██▂
        ▁▅████ ███
        """);

    [Fact]
    public void The_Linux_console() => Picture(Glyphs.Console).ShouldBe("""
            ▄█ █▄
           ███ ██
        ▄▄████ ███
        """);

    [Fact]
    public void Ascii() => Picture(Glyphs.Ascii).ShouldBe("""
            .# #.
          .:## ##.
        .:#### ###
        """);

    [Fact]
    public void The_lower_half_of_a_mirrored_graph_hangs() => Picture(Glyphs.Braille, isDown: true).ShouldBe("""
        ⠉⠙⣿⣿⣿⣿ ⢸⣿⡏
          ⠈⠻⣿⣿ ⢸⡿⠁
            ⠘⢿ ⢸⠃
        """);

    [Fact]
    public void Hanging_in_ASCII() => Picture(Glyphs.Ascii, isDown: true).ShouldBe("""
        '"#### ###
          '"## ##'
            '# #'
        """);

    [Fact]
    public void Only_what_fits_is_drawn_and_what_is_missing_is_left_empty()
    {
        Picture(Glyphs.Braille, width: 3).ShouldBe("⢸⡄\n⢸⣷⡀\n⢸⣿⣇");
        Picture(Glyphs.Braille, width: 12).ShouldBe("      ⢠⣾ ⢸⡄\n    ⢀⣴⣿⣿ ⢸⣷⡀\n  ⣀⣠⣿⣿⣿⣿ ⢸⣿⣇");
    }

    [Fact]
    public void Zero_is_drawn_and_a_gap_is_not() =>
        Row((area, glyphs) => Graph.Draw(area, [0, 0, Gap, Gap, 0, 0], 0, 1, _plain, glyphs), 3)
            .ShouldBe("⣀ ⣀|▁ ▁|. .");

    [Fact]
    public void A_scale_without_extent_and_values_without_end_are_drawn_somehow() =>
        Row((area, glyphs) => Graph.Draw(area, [5, 5, 1 / 0.0, -1 / 0.0], 5, 5, _plain, glyphs), 2)
            .ShouldBe("⣀⣇|▁█|.#");

    [Fact]
    public void Sparklines() =>
        Row((area, glyphs) => Sparkline.Draw(area, [0, 0.2, Gap, 0.4, 0.6, 0.8, 1], 0, 1, _plain, glyphs), 8)
            .ShouldBe(" ▁▂ ▃▅▆█| ▁▂ ▃▅▆█| _. -+*#");

    [Fact]
    public void A_layer_lies_on_the_layer_below()
    {
        var half = _hill.Select(v => v / 2).ToArray();
        GraphLayer[] layers = [new(half, default), new(half, new(IsBold: true))];
        var canvas = new Canvas(10, 4);
        StackedGraph.Draw(canvas.Whole, layers, 1, Glyphs.Ascii);
        canvas.ToText().TrimEnd('\n').ShouldBe("""
                .= =.
               .== ==
              :=## ##:
            .:#### ###
            """);
        canvas.Row(3)[5].Style.IsBold.ShouldBeFalse();
        canvas.Row(0)[5].Style.IsBold.ShouldBeTrue();
    }

    [Fact]
    public void Meters_fill_from_the_left_part_by_part()
    {
        MeterSegment[] segments = [new(3, default), new(double.NaN, default), new(2, default), new(0.001, default)];
        Row((area, glyphs) => Meter.Draw(area, segments, 10, default, glyphs), 10)
            .ShouldBe("■■■■■·····|■■■■■·····|###**.....");
        Row((area, glyphs) => Meter.Draw(area, segments, 10, default, glyphs.WithoutColor()), 10)
            .ShouldBe("███▒▒·····|███▒▒·····|###**.....");
    }

    [Fact]
    public void A_meter_of_nothing_known_is_not_an_empty_one()
    {
        Row((area, glyphs) => Meter.Draw(area, [new(double.NaN, default)], 10, default, glyphs), 4).ShouldBe("||");
        Row((area, glyphs) => Meter.Draw(area, [new(0, default)], 10, default, glyphs), 4).ShouldBe("····|····|....");
        Row((area, glyphs) => Meter.Draw(area, double.NaN, 10, _plain, default, glyphs), 4).ShouldBe("||");
        Row((area, glyphs) => Meter.Draw(area, 0.1, 10, _plain, default, glyphs), 4).ShouldBe("■···|■···|#...");
    }

    [Fact]
    public void The_colour_goes_with_the_height_and_in_one_row_with_the_value()
    {
        var (low, high) = (new Rgb(0, 0, 0), new Rgb(200, 0, 0));
        var gradient = new Gradient(low, Rgb.Mix(low, high, 0.5), high);
        var canvas = new Canvas(2, 4);
        Graph.Draw(canvas.Whole, [1, 1, 1, 1], 0, 1, gradient, Glyphs.Braille);
        canvas.Row(0)[0].Style.Foreground!.Value.R.ShouldBeGreaterThan(canvas.Row(3)[0].Style.Foreground!.Value.R);
        canvas.Resize(2, 1);
        Graph.Draw(canvas.Whole, [0, 0, 1, 1], 0, 1, gradient, Glyphs.Braille);
        canvas.Row(0)[1].Style.Foreground.ShouldBe(high);
        canvas.Row(0)[0].Style.Foreground!.Value.R.ShouldBeLessThan((byte)100);
    }

    [Fact]
    public void Any_values_are_drawn_without_harm() =>
        Gen.Select(Gen.Double.Array[0, 40], Gen.Double, Gen.Double, Gen.Int[0, 12], Gen.Int[0, 5]).Sample(
        (values, min, max, width, height) =>
        {
            foreach (var glyphs in (Glyphs[])[Glyphs.Braille, Glyphs.Blocks, Glyphs.Console, Glyphs.Ascii])
            {
                var area = new Canvas(width, height).Whole;
                Graph.Draw(area, values, min, max, _plain, glyphs);
                Graph.Draw(area, values, min, max, Palette.Colored.Cpu, glyphs, isDown: true);
                Sparkline.Draw(area.Part(0, 0, width, 1), values, min, max, _plain, glyphs);
                StackedGraph.Draw(area, [new(values, default), new(values, default)], max, glyphs);
                Meter.Draw(area.Part(0, 0, width, 1), [new(min, default), new(max, default)], max, default, glyphs);
            }
        });

    private static readonly Gradient _plain = new(default(Style));

    private static string Picture(Glyphs glyphs, bool isDown = false, int width = 10)
    {
        var canvas = new Canvas(width, 3);
        Graph.Draw(canvas.Whole, _hill, 0, 1, _plain, glyphs, isDown);
        return canvas.ToText().TrimEnd('\n');
    }

    private static string Row(Action<Area, Glyphs> draw, int width) =>
        string.Join('|', new[] { Glyphs.Braille, Glyphs.Blocks, Glyphs.Ascii }.Select(glyphs =>
        {
            var canvas = new Canvas(width, 1);
            draw(canvas.Whole, glyphs);
            return canvas.ToText().TrimEnd('\n');
        }));
}
