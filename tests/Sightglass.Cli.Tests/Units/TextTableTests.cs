using Shouldly;
using Sightglass.Cli.Lines;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_lines_end_without_spaces()
    {
        var table = new TextTable(("NAME", false), ("SIZE", true), ("NOTE", false));
        table.Add("a", "1", "");
        table.Add("longer", "12345", "x");
        Written(table).ShouldBe("NAME     SIZE  NOTE\na           1\nlonger  12345  x\n");
    }

    [Fact]
    public void A_table_without_rows_is_its_head() =>
        Written(new TextTable(("NAME", false), ("SIZE", true))).ShouldBe("NAME  SIZE\n");

    private static string Written(TextTable table)
    {
        var writer = new StringWriter { NewLine = "\n" };
        table.Write(writer);
        return writer.ToString();
    }
}
