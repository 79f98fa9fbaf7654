using System.Runtime.CompilerServices;
using System.Runtime.Versioning;
using System.Text;
using Sightglass.Interop;

namespace Sightglass;

internal abstract partial class Place
{
    /// <summary>
    /// Kernel objects, in the namespace of the session (<c>Local\</c>) or, for everyone, of the machine
    /// (<c>Global\</c>, which asks for the right to create global objects). <c>SIGHTGLASS_DIR</c> sets topics apart
    /// from all others.
    /// </summary>
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows : Place
    {
        private const string TopicEnding = ".topic", SectionType = "Section", LocalScope = "local",
            GlobalScope = "global";
        private readonly string _stem;

        private Windows(string name, string scope) : base(name, scope) =>
            _stem = $@"{(scope == GlobalScope ? "Global" : "Local")}\{Prefix}{name}";

        internal override string Topic => _stem + TopicEnding;

        internal override string Lease => _stem + ".lease";

        internal override string Region(Guid instance) => $"{_stem}.{instance:N}.region";

        internal override string Peers(Guid instance) => $"{_stem}.{instance:N}.peers";

        internal override string Calls(Guid instance) => $"{_stem}.{instance:N}.calls";

        internal override bool IsOwn => true;

        internal override string? Fault => null; // the system keeps the names of a session apart from those of others

        internal static Windows Own(string name, Access access) =>
            new(name, access == Access.Everyone ? GlobalScope : LocalScope);

        internal static IReadOnlyList<Place> Candidates(string name, string? owner) => owner switch
        {
            null => [new Windows(name, LocalScope), new Windows(name, GlobalScope)],
            LocalScope or GlobalScope => [new Windows(name, owner)],
            _ => throw new ArgumentException($"'{owner}' is no scope; write {LocalScope}:{name} or " +
                $"{GlobalScope}:{name}.", nameof(owner)),
        };

        internal static List<Place> FindAll()
        {
            _ = Kernel32.ProcessIdToSessionId((uint)Environment.ProcessId, out var session);
            var places = new List<Place>();
            Find($@"\Sessions\{session}\BaseNamedObjects", LocalScope, places);
            Find(@"\BaseNamedObjects", GlobalScope, places);
            return places;
        }

        internal override bool RemoveTopic() => false;

        // Nothing to sweep: Windows takes an object away with its last handle.
        internal override void Sweep(Guid keep)
        {
        }

        private static string Prefix
        {
            get
            {
                var directory = Environment.GetEnvironmentVariable("SIGHTGLASS_DIR");
                if (string.IsNullOrEmpty(directory)) return "sightglass.";
                // FNV-1a: short, the same in every process, and only to keep names apart.
                var hash = 14695981039346656037UL;
                foreach (var b in Encoding.UTF8.GetBytes(directory)) hash = (hash ^ b) * 1099511628211UL;
                return $"sightglass-{hash:x16}.";
            }
        }

        private static void Find(string directory, string scope, List<Place> places)
        {
            nint handle;
            fixed (char* text = directory)
            {
                var size = (ushort)(directory.Length * sizeof(char));
                var name = new Ntdll.UNICODE_STRING { Length = size, MaximumLength = size, Buffer = text };
                var attributes =
                    new Ntdll.OBJECT_ATTRIBUTES { Length = (uint)sizeof(Ntdll.OBJECT_ATTRIBUTES), ObjectName = &name };
                if (Ntdll.NtOpenDirectoryObject(&handle, Ntdll.DIRECTORY_QUERY, &attributes) != Ntdll.STATUS_SUCCESS)
                    return;
            }
            const int BufferSizeBytes = 4096; // one entry: two names of at most 255 characters
            var buffer = stackalloc byte[BufferSizeBytes];
            uint context = 0;
            // One entry a call: simple, and the call that lists a namespace is not a frequent one.
            while (Ntdll.NtQueryDirectoryObject(handle, buffer, BufferSizeBytes, single: 1, restart: 0, &context,
                null) >= 0)
            {
                var entry = (Ntdll.OBJECT_DIRECTORY_INFORMATION*)buffer;
                if (entry->Name.Length == 0) break;
                var name = new string(entry->Name.Buffer, 0, entry->Name.Length / 2);
                var type = new string(entry->TypeName.Buffer, 0, entry->TypeName.Length / 2);
                if (type != SectionType || !name.StartsWith(Prefix, StringComparison.Ordinal)
                    || !name.EndsWith(TopicEnding, StringComparison.Ordinal)) continue;
                var topic = name[Prefix.Length..^TopicEnding.Length];
                if (NameFault(topic) is null) places.Add(new Windows(topic, scope));
            }
            _ = Ntdll.NtClose(handle);
        }
    }
}
