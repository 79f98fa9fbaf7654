using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen.Drawing;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class CanvasTests
{
    [Fact]
    public void Columns_stand_below_each_other_whatever_the_names()
    {
        string[] names =
        [
            "plain", "Ka\u0308se", "漢字", "한글 x", "🚀 go", "👨‍👩‍👧", "שלום", "مرحبا", "a\u202eb",
            "\u001b[31mred", "tab\there", "हिन्दी",
        ];
        var canvas = new Canvas(12, names.Length);
        for (var y = 0; y < names.Length; y++)
        {
            canvas.Whole.Write(0, y, names[y]);
            canvas.Whole.Set(10, y, '|');
        }
        canvas.ToText().ShouldBe("""
            plain     |
            Käse      |
            漢字      |
            한글 x    |
            🚀 go     |
            👨        |
            שלום      |
            مرحبا     |
            ab        |
            �[31mred  |
            tab here  |
            हिन्दी       |

            """.ReplaceLineEndings("\n").Replace("Käse", "Ka\u0308se", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wide_glyph_that_is_half_covered_goes_whole()
    {
        var canvas = new Canvas(6, 2);
        canvas.Whole.Write(0, 0, "漢字漢");
        canvas.Whole.Write(1, 0, "ab");
        canvas.Whole.Write(0, 1, "漢字漢");
        canvas.Whole.Write(1, 1, "漢");
        canvas.ToText().ShouldBe(" ab 漢\n 漢 漢\n");
    }

    [Fact]
    public void Nothing_leaves_its_area()
    {
        var canvas = new Canvas(8, 4);
        canvas.Whole.Fill('.');
        var area = canvas.Whole.Part(2, 1, 4, 2);
        area.Write(-2, 0, "abcdefghij");
        area.Write(-1, 1, "漢x字");
        area.Write(0, 2, "below");
        area.Write(0, -1, "above");
        area.Write(0, int.MinValue, "far");
        area.Set(4, 0, '!');
        area.Part(3, 1, 100, 100).Fill('#');
        area.Part(-5, -5, 3, 3).Fill('!');
        area.Part(int.MaxValue, 0, int.MaxValue, 1).Fill('!');
        canvas.ToText().ShouldBe("........\n..cdef..\n.. x #..\n........\n");
    }

    [Fact]
    public void Whatever_is_written_where_a_row_keeps_its_width() =>
        Gen.Select(TextWidthTests.OddTexts, Gen.Int[-20, 20], Gen.Int[-1, 2]).Array[1, 10].Sample(writes =>
        {
            var canvas = new Canvas(11, 2);
            foreach (var (text, x, y) in writes) canvas.Whole.Part(1, 0, 9, 2).Write(x, y, text);
            for (var y = 0; y < 2; y++)
            {
                canvas.Whole.Set(0, y, '|');
                canvas.Whole.Set(10, y, '|');
            }
            return canvas.ToText().Split('\n')[..2].All(row => row[^1] == '|' && TextWidth.Columns(row) == 11);
        });

    [Fact]
    public void Drawing_the_same_again_allocates_nothing()
    {
        var canvas = new Canvas(200, 50);
        var values = Enumerable.Range(0, 400).Select(i => i / 400.0).ToArray();
        Draw();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Draw();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Draw()
        {
            canvas.Clear();
            Graph.Draw(canvas.Whole, values, 0, 1, Palette.Colored.Cpu, Glyphs.Braille);
            for (var y = 0; y < 50; y++) canvas.Whole.Write(5, y, "Ka\u0308se 漢字 🚀 plain text");
        }
    }
}
