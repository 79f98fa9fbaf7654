using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Interop;
using Sightglass.Sensors.Processes;

namespace Sightglass.Sensors;

public abstract partial class ProcessSensor
{
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows : ProcessSensor
    {
        private const double TicksPerSecond = 10_000_000; // 100 ns units
        private const int MaxSizeBytes = 64 << 20; // a hundred thousand threads, or it is not what we think

        private readonly Dictionary<int, (long StartTime, string Name)> _users = [];
        private byte[] _buffer = GC.AllocateUninitializedArray<byte>(256 * 1024, pinned: true);

        internal Windows(int capacity) : base(capacity, TicksPerSecond)
        {
            if (!TryQuery(out _, out var error))
                throw new IOException(error);
        }

        private protected override bool TryReadAll(ProcessTable table, [NotNullWhen(false)] out string? error)
        {
            if (!TryQuery(out int size, out error))
                return false;
            fixed (byte* address = _buffer)
                SystemProcesses.Parse(_buffer.AsSpan(0, size), (nuint)address, table);
            return true;
        }

        private bool TryQuery(out int size, [NotNullWhen(false)] out string? error)
        {
            while (true)
            {
                int status;
                uint returned = 0;
                fixed (byte* buffer = _buffer)
                    status = Ntdll.NtQuerySystemInformation(
                        Ntdll.SystemProcessInformation, buffer, (uint)_buffer.Length, &returned);
                size = (int)Math.Min(returned, (uint)_buffer.Length);
                if (status == Ntdll.STATUS_SUCCESS)
                {
                    error = null;
                    return true;
                }
                if (status != Ntdll.STATUS_INFO_LENGTH_MISMATCH || _buffer.Length >= MaxSizeBytes)
                {
                    error = "Windows does not list its processes: "
                        + $"NtQuerySystemInformation(SystemProcessInformation) returned 0x{status:X8}.";
                    return false;
                }
                _buffer = GC.AllocateUninitializedArray<byte>(_buffer.Length * 2, pinned: true);
            }
        }

        private protected override string UserOf(int pid, long startTime)
        {
            if (_users.TryGetValue(pid, out var known) && known.StartTime == startTime)
                return known.Name;
            if (_users.Count == MaxNames)
                _users.Clear();
            var name = FindUser(pid);
            _users[pid] = (startTime, name);
            return name;
        }

        /// <summary>Processes of the system may not be asked by ordinary users; then it is empty.</summary>
        private static string FindUser(int pid)
        {
            nint process = Advapi32.OpenProcess(Advapi32.PROCESS_QUERY_LIMITED_INFORMATION, 0, (uint)pid);
            if (process == 0)
                return "";
            nint token = 0;
            try
            {
                return Advapi32.OpenProcessToken(process, Advapi32.TOKEN_QUERY, &token) != 0 ? UserOfToken(token) : "";
            }
            finally
            {
                if (token != 0)
                    _ = Advapi32.CloseHandle(token);
                _ = Advapi32.CloseHandle(process);
            }
        }

        private static string UserOfToken(nint token)
        {
            const int SizeBytes = 256, NameLength = 257; // a SID has at most 68 bytes; UNLEN + 1
            byte* user = stackalloc byte[SizeBytes];
            uint returned, nameLength = NameLength, domainLength = NameLength;
            if (Advapi32.GetTokenInformation(token, Advapi32.TokenUser, user, SizeBytes, &returned) == 0)
                return "";
            char* name = stackalloc char[NameLength];
            char* domain = stackalloc char[NameLength];
            int use;
            // TOKEN_USER begins with the pointer to the SID.
            return Advapi32.LookupAccountSidW(null, *(void**)user, name, &nameLength, domain, &domainLength, &use) != 0
                ? new string(name, 0, (int)Math.Min(nameLength, NameLength)) : "";
        }

        private protected override void Close()
        {
        }
    }
}
