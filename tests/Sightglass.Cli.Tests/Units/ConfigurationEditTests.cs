using CsCheck;
using Shouldly;
using Sightglass.Cli.Configuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>One value is written into a file, and all else in it stays.</summary>
public sealed class ConfigurationEditTests : IDisposable
{
    private static readonly Gen<string> _comments = Gen.String[Gen.Char[" #\n=\"x'é\t"], 0, 12];

    private readonly string _directory = Directory.CreateTempSubdirectory("sightglass-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string Set(string text, string section, string key, string literal) =>
        ConfigurationEdit.Set(ConfigurationFile.Parse("c.toml", text), section, key, literal);

    [Theory]
    [InlineData("", "[publish.intervals]\ncpu = 1\n")]
    [InlineData("# mine\n", "# mine\n\n[publish.intervals]\ncpu = 1\n")]
    [InlineData("[top]\nx = 1", "[top]\nx = 1\n\n[publish.intervals]\ncpu = 1\n")]
    [InlineData("[publish.intervals]", "[publish.intervals]\ncpu = 1\n")]
    [InlineData("[publish.intervals] # fast\n[top]", "[publish.intervals] # fast\ncpu = 1\n[top]")]
    [InlineData("[publish.intervals]\r\n  memory=2 # é\r\n\r\n[top]\r\n",
        "[publish.intervals]\r\n  memory=2 # é\r\n  cpu = 1\r\n\r\n[top]\r\n")]
    [InlineData("[publish.intervals]\n  cpu   =   [ 7,\n 8 ] # odd\n", "[publish.intervals]\n  cpu   =   1 # odd\n")]
    [InlineData("publish.intervals.memory = 2\n[top]",
        "publish.intervals.memory = 2\npublish.intervals.cpu = 1\n[top]")]
    [InlineData("[publish]\nintervals.memory = 2", "[publish]\nintervals.memory = 2\nintervals.cpu = 1\n")]
    [InlineData("[publish]\nintervals = { memory = 2 } # all", "[publish]\nintervals = { memory = 2, cpu = 1 } # all")]
    [InlineData("[publish]\nintervals = { cpu = 2 } # all", "[publish]\nintervals = { cpu = 1 } # all")]
    public void A_value_is_changed_or_added_where_its_like_stand(string before, string after) =>
        Set(before, "publish.intervals", "cpu", "1").ShouldBe(after);

    [Fact]
    public void A_key_that_is_no_bare_one_is_quoted_and_found_again()
    {
        var text = Set("", "publish.intervals", "container.cpu", "1");
        text.ShouldBe("[publish.intervals]\n\"container.cpu\" = 1\n");
        Set(text, "publish.intervals", "container.cpu", "2").ShouldBe("[publish.intervals]\n\"container.cpu\" = 2\n");
        Set("[publish.intervals]\ncontainer.cpu = 1", "publish.intervals", "container.cpu", "2")
            .ShouldBe("[publish.intervals]\ncontainer.cpu = 2");
    }

    [Fact]
    public void A_form_that_cannot_be_added_to_is_left_alone_and_says_what_to_write() =>
        Should.Throw<UsageException>(() => Set("[publish]\nintervals = { }", "publish.intervals", "cpu", "1"))
            .Message.ShouldContain("Write it yourself: cpu = 1");

    [Fact]
    public void Whatever_stands_around_it_the_value_is_read_back_and_the_rest_is_as_before() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], _comments, Gen.String).Sample((lines, at, comment, value) =>
        {
            var remark = "# " + comment.ReplaceLineEndings(" ").Replace('\t', ' ');
            var all = Enumerable.Range(0, lines).Select(i => $"k{i} = {i} {remark}").ToList();
            var before = $"{remark}\n[top]\n{string.Concat(all.Select(l => l + "\n"))}\n{remark}\n[publish]\n";
            var file = ConfigurationFile.Parse("c.toml", Set(before, "top", $"k{at}", Toml.Text(value)));
            file.Section("top")[$"k{at}"]!.Text().ShouldBe(value);
            foreach (var line in all.Where(l => !l.StartsWith($"k{at} ", StringComparison.Ordinal)))
                file.Text.ShouldContain(line + "\n");
            file.Text.ShouldStartWith(remark + "\n[top]\n");
            file.Text.ShouldEndWith($"\n{remark}\n[publish]\n");
        }, iter: 2_000);

    [Fact]
    public void A_new_file_is_made_with_its_directories_and_no_other_is_left()
    {
        var path = Path.Combine(_directory, "a", "b", "config.toml");
        ConfigurationFile.Persist(path, "top", "panels", Toml.List(["cpu", "memory"])).ShouldBe(path);
        ConfigurationFile.Persist(path, "top", "order", Toml.Text("cpu"));
        File.ReadAllText(path).ShouldBe("[top]\npanels = [\"cpu\", \"memory\"]\norder = \"cpu\"\n");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
        ConfigurationFile.Load(path).Section("top")["order"]!.Text().ShouldBe("cpu");
    }

    [Fact]
    public void A_file_that_is_wrong_is_not_written()
    {
        var path = Path.Combine(_directory, "config.toml");
        File.WriteAllText(path, "[top");
        Should.Throw<UsageException>(() => ConfigurationFile.Persist(path, "top", "x", "1"));
        File.ReadAllText(path).ShouldBe("[top");
    }

    [LinuxFact]
    public void A_link_stays_a_link_and_the_mode_stays()
    {
        var (file, link) = (Path.Combine(_directory, "dotfile"), Path.Combine(_directory, "config.toml"));
        File.WriteAllText(file, "");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, Mode);
        File.CreateSymbolicLink(link, file);
        ConfigurationFile.Persist(link, "top", "x", "1");
        new FileInfo(link).LinkTarget.ShouldBe(file);
        File.ReadAllText(file).ShouldBe("[top]\nx = 1\n");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(Mode);
    }
}
