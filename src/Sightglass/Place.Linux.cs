using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Interop;

namespace Sightglass;

internal abstract partial class Place
{
    /// <summary>
    /// A directory per owner, <c>/dev/shm/sightglass-UID</c>; <c>SIGHTGLASS_DIR</c> stands in for <c>/dev/shm</c>. Only
    /// its owner can write there, so nobody else can take a name in it.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private sealed class Linux : Place
    {
        private const string Prefix = "sightglass-", TopicEnding = ".topic", PeersEnding = ".peers",
            CallsEnding = ".calls", FreshEnding = ".new", LeaseEnding = ".lease", FreshLeaseEnding = ".lease.new";
        private const int DirectoryMode = 0b111_101_101, OthersWrite = 0b000_010_010, InstanceLength = 32;
        private readonly string _directory;
        private readonly uint _uid;

        private Linux(string name, uint uid) : base(name, uid.ToString(CultureInfo.InvariantCulture))
        {
            _uid = uid;
            _directory = Path.Combine(Root, Prefix + Owner);
        }

        internal override string Topic => Path.Combine(_directory, Name + TopicEnding);

        internal override string Lease => Path.Combine(_directory, Name + LeaseEnding);

        internal override string Region(Guid instance) =>
            Path.Combine(_directory, $".{Name}.{instance:N}{FreshEnding}");

        internal override string Peers(Guid instance) => Path.Combine(_directory, $"{Name}.{instance:N}{PeersEnding}");

        internal override string Calls(Guid instance) => Path.Combine(_directory, $"{Name}.{instance:N}{CallsEnding}");

        internal override bool IsOwn => _uid == Libc.geteuid();

        internal static string DirectoryOfUser => Path.Combine(Root, $"{Prefix}{Libc.geteuid()}");

        internal override string? Fault
        {
            get
            {
                if (Libc.statx(Libc.AT_FDCWD, _directory, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS,
                    out var found) != 0)
                    return null; // what is not there says so itself when it is opened
                if ((found.stx_mode & Libc.S_IFMT) != Libc.S_IFDIR) return $"{_directory} is no directory. Remove it.";
                if (found.stx_uid != _uid)
                    return $"{_directory} belongs to user {found.stx_uid} and not to {_uid}. Remove it, as root.";
                return (found.stx_mode & OthersWrite) != 0
                    ? $"Others than its owner may write to {_directory}. Check what is in it, then: chmod go-w " +
                        _directory : null;
            }
        }

        internal static Linux Own(string name)
        {
            var place = new Linux(name, Libc.geteuid());
            // mkdir(2) by ourselves: the framework's call would make the parents too, and a wrong SIGHTGLASS_DIR with
            // them.
            if (Libc.mkdir(place._directory, DirectoryMode) == 0)
                // The umask takes bits from mkdir's mode, and then no other user could reach a topic for everyone.
                _ = Libc.chmod(place._directory, DirectoryMode);
            else if (Marshal.GetLastPInvokeError() is var error and not Libc.EEXIST)
                throw error == Libc.ENOENT
                    ? new TopicException(TopicError.SystemFailure,
                        $"Cannot create {place._directory}: {Root} does not exist. " +
                        "Mount a tmpfs there, or set SIGHTGLASS_DIR to a directory on one.")
                    : OsError.Linux("create", place._directory, error);
            return place.Fault is { } fault
                ? throw new TopicException(TopicError.AccessDenied, $"Cannot publish '{name}': {fault}") : place;
        }

        internal static IReadOnlyList<Place> Candidates(string name, string? owner)
        {
            if (owner is null)
            {
                var own = Libc.geteuid();
                return own == 0 ? [new Linux(name, 0)] : [new Linux(name, own), new Linux(name, 0)];
            }
            return uint.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
                ? [new Linux(name, uid)]
                : throw new ArgumentException($"'{owner}' is no user id; another user's topic is written as " +
                    $"1000:{name}.", nameof(owner));
        }

        internal static List<Place> FindAll()
        {
            var places = new List<Place>();
            foreach (var (directory, uid) in Directories())
                foreach (var file in Entries(directory, "*" + TopicEnding, directories: false))
                {
                    var name = Path.GetFileName(file)[..^TopicEnding.Length];
                    if (NameFault(name) is null) places.Add(new Linux(name, uid));
                }
            return places;
        }

        internal static List<(Place Place, IReadOnlyList<string> Files)> FindParts()
        {
            var found = new List<(Place, IReadOnlyList<string>)>();
            foreach (var (directory, uid) in Directories())
                foreach (var files in Entries(directory, "*", directories: false)
                    .GroupBy(path => TopicOf(Path.GetFileName(path))))
                    if (files.Key is { } name) found.Add((new Linux(name, uid), [.. files]));
            return found;
        }

        private static IEnumerable<(string Path, uint Uid)> Directories()
        {
            foreach (var directory in Entries(Root, Prefix + "*", directories: true))
                if (uint.TryParse(Path.GetFileName(directory)[Prefix.Length..], NumberStyles.None,
                    CultureInfo.InvariantCulture, out var uid))
                    yield return (directory, uid);
        }

        /// <summary>The topic that a file of this name is part of, or null.</summary>
        private static string? TopicOf(string file)
        {
            var isRegion = file.StartsWith('.') && file.EndsWith(FreshEnding, StringComparison.Ordinal);
            if (isRegion) return WithoutInstance(file[1..^FreshEnding.Length]);
            foreach (var ending in (string[])[TopicEnding, FreshLeaseEnding, LeaseEnding])
                if (file.EndsWith(ending, StringComparison.Ordinal))
                    return NameFault(file[..^ending.Length]) is null ? file[..^ending.Length] : null;
            foreach (var ending in (string[])[PeersEnding, CallsEnding])
                if (file.EndsWith(ending, StringComparison.Ordinal)) return WithoutInstance(file[..^ending.Length]);
            return null;
        }

        private static string? WithoutInstance(string text)
        {
            var dot = text.Length - InstanceLength - 1;
            return dot > 0 && text[dot] == '.' && Guid.TryParseExact(text.AsSpan(dot + 1), "N", out _)
                && NameFault(text[..dot]) is null ? text[..dot] : null;
        }

        internal override bool RemoveTopic() => Libc.unlink(Topic) == 0
            || (Marshal.GetLastPInvokeError() is var error and not Libc.ENOENT
                ? throw OsError.Linux("remove", Topic, error) : false);

        internal override void Sweep(Guid keep)
        {
            _ = Libc.unlink(Lease + FreshEnding); // nobody replaces a lease that the caller holds
            foreach (var path in Entries(_directory, "*", directories: false))
            {
                var file = Path.GetFileName(path);
                var isRegion = IsPart(file, $".{Name}.", FreshEnding, keep);
                if (isRegion || IsPart(file, $"{Name}.", PeersEnding, keep)
                    || IsPart(file, $"{Name}.", CallsEnding, keep))
                    _ = Libc.unlink(path);
            }
        }

        // Exactly prefix, instance, ending: another topic's name may begin with this one's.
        private static bool IsPart(string file, string prefix, string ending, Guid keep) =>
            file.Length == prefix.Length + InstanceLength + ending.Length
            && file.StartsWith(prefix, StringComparison.Ordinal) && file.EndsWith(ending, StringComparison.Ordinal)
            && Guid.TryParseExact(file.AsSpan(prefix.Length, InstanceLength), "N", out var instance)
            && instance != keep;

        private static string Root =>
            Environment.GetEnvironmentVariable("SIGHTGLASS_DIR") is { Length: > 0 } directory
                ? Path.GetFullPath(directory) : "/dev/shm";

        private static string[] Entries(string directory, string pattern, bool directories)
        {
            // Hidden files are ours too: a region before it is shown has a dot.
            var options = new EnumerationOptions
            {
                AttributesToSkip = 0,
                IgnoreInaccessible = true,
                MatchType = MatchType.Simple,
            };
            try
            {
                return directories ? Directory.GetDirectories(directory, pattern, options)
                    : Directory.GetFiles(directory, pattern, options);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return []; // gone meanwhile, or another user's that may not be listed
            }
        }
    }
}
