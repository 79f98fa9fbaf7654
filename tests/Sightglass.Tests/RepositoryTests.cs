using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;

namespace Sightglass.Tests;

/// <summary>The rules of the house that a compiler does not know.</summary>
public sealed partial class RepositoryTests
{
    private const string Library = "src/Sightglass", Sensors = "src/Sightglass.Sensors", Pdu = "src/Sightglass.Pdu";
    private const int MaxLines = 300, MaxColumns = 120;

    /// <summary>The rooms, and which others each may use.</summary>
    private static readonly Dictionary<string, string[]> _rooms = new()
    {
        ["Layout"] = [],
        ["Interop"] = [],
        ["Ring"] = ["Layout", "Interop"],
        ["Memory"] = ["Layout", "Interop"],
        ["Leases"] = ["Layout", "Interop"],
        ["Signals"] = ["Layout", "Interop"],
        ["Peers"] = ["Layout", "Interop"],
    };

    private static readonly Dictionary<string, string[]> _pduRooms = new()
    {
        ["Interop"] = [],
        ["Judging"] = [],
        ["Objects"] = ["Interop"],
    };

    [SourcesFact]
    public void A_room_uses_only_the_rooms_below_it()
    {
        FaultsOfRooms(Library, _rooms).ShouldBeEmpty();
        FaultsOfRooms(Pdu, _pduRooms).ShouldBeEmpty();
    }

    [SourcesFact]
    public void No_room_knows_the_types_that_join_the_rooms()
    {
        Find(InRooms(Library), RootType(), _ => true).ShouldBeEmpty();
        Find(InRooms(Pdu), PduRootType(), _ => true).ShouldBeEmpty();
    }

    [SourcesFact]
    public void Native_functions_are_declared_in_interop_only() =>
        Find(Sources(), NativeImport(),
            file => !file.StartsWith("Interop/", StringComparison.Ordinal)).ShouldBeEmpty();

    [SourcesFact]
    public void Each_fence_says_what_breaks_without_it()
    {
        var faults = new List<string>();
        var count = 0;
        foreach (var (file, lines) in Repository.Sources(Library))
            foreach (var (number, _) in Code(lines).Where(line => Fence().IsMatch(line.Text)))
            {
                count++;
                var around = lines[Math.Max(number - 4, 0)..number];
                if (!around.Any(line => line.Contains("// ", StringComparison.Ordinal))) faults.Add($"{file}:{number}");
            }
        faults.ShouldBeEmpty();
        count.ShouldBeGreaterThan(5); // or the search itself is broken
    }

    [SourcesFact]
    public void Files_and_lines_are_short()
    {
        var faults = new List<string>();
        foreach (var (file, lines) in Sources())
        {
            if (lines.Length > MaxLines) faults.Add($"{file} has {lines.Length} lines");
            faults.AddRange(lines.Index().Where(line => line.Item.Length > MaxColumns)
                .Select(line => $"{file}:{line.Index + 1} has {line.Item.Length} columns"));
        }
        faults.ShouldBeEmpty();
    }

    [SourcesFact]
    public void Nothing_has_a_name_that_says_nothing()
    {
        Sources().Where(source => EmptyName().IsMatch(Path.GetFileNameWithoutExtension(source.File)))
            .Select(source => source.File).ShouldBeEmpty();
        Find(Sources(), EmptyTypeName(), _ => true).ShouldBeEmpty();
    }

    [SourcesFact]
    public void The_libraries_need_nothing_but_the_framework()
    {
        foreach (var name in new[] { "Sightglass", "Sightglass.Sensors", "Sightglass.Pdu" })
            XDocument.Load(Path.Combine(Repository.Root!, "src", name, name + ".csproj")).Descendants()
                .Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "Reference")
                .ShouldBeEmpty(name);
    }

    private static List<string> FaultsOfRooms(string library, Dictionary<string, string[]> rooms)
    {
        var faults = new List<string>();
        foreach (var (file, lines) in InRooms(library))
        {
            var room = file[..file.IndexOf('/')];
            var allowed = rooms.GetValueOrDefault(room);
            if (allowed is null) faults.Add($"{file}: the room {room} is not known here");
            else
                faults.AddRange(Code(lines).SelectMany(line => OtherRoom().Matches(line.Text)
                    .Select(match => match.Groups[1].Value).Where(rooms.ContainsKey)
                    .Where(other => other != room && !allowed.Contains(other))
                    .Select(other => $"{file}:{line.Number}: {room} uses {other}")));
        }
        return faults;
    }

    private static IEnumerable<(string File, string[] Lines)> Sources() =>
        Repository.Sources(Library).Concat(Repository.Sources(Sensors)).Concat(Repository.Sources(Pdu));

    private static IEnumerable<(string File, string[] Lines)> InRooms(string library) =>
        Repository.Sources(library).Where(source => source.File.Contains('/'));

    private static List<string> Find(
        IEnumerable<(string File, string[] Lines)> sources, Regex what, Func<string, bool> inFile) =>
        [.. from source in sources
            where inFile(source.File)
            from line in Code(source.Lines)
            where what.IsMatch(line.Text)
            select $"{source.File}:{line.Number}: {line.Text.Trim()}"];

    /// <summary>The lines without comments and texts. Numbers count from 1.</summary>
    private static IEnumerable<(int Number, string Text)> Code(string[] lines) =>
        lines.Index().Select(line => (line.Index + 1, Comment().Replace(Text().Replace(line.Item, "\"\""), "")));

    // "using Sightglass.Ring;", "Sightglass.Ring.RingReader" and the partial "Ring.RingReader".
    [GeneratedRegex(@"(?<![\w.])(?:Sightglass\.)?(?:Pdu\.)?(\w+)(?=[.;])")]
    private static partial Regex OtherRoom();

    [GeneratedRegex(@"\b(Publisher|Subscriber|Publication|Subscription|Topics|Attachment|Place|Watch|Lane|Draft)\b")]
    private static partial Regex RootType();

    [GeneratedRegex(@"\b(PduPublisher|PduSubscriber|PduUpdate|PduNews)\b")]
    private static partial Regex PduRootType();

    [GeneratedRegex(@"\b(DllImport|LibraryImport)\b")]
    private static partial Regex NativeImport();

    [GeneratedRegex(@"\b(WriteBarrier|ReadBarrier|MemoryBarrier|MemoryBarrierProcessWide)\(")]
    private static partial Regex Fence();

    [GeneratedRegex("(Helper|Manager|Util|Utils|Utilities|Common|Misc)s?$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\s+\w*(Helper|Manager|Util|Utilitie|Common|Misc)s?\b")]
    private static partial Regex EmptyTypeName();

    [GeneratedRegex(@"(?<!:)//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex Text();
}
