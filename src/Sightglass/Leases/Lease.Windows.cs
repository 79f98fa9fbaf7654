using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Leases;

internal abstract partial class Lease
{
    /// <summary>
    /// A named mutex. Its ownership, not its existence, is the lease: a handle that some looker keeps open changes
    /// nothing. Windows ties ownership to a thread, so a thread of its own takes it and lives as long as the lease.
    /// </summary>
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows : Lease
    {
        private const int StackSizeBytes = 64 * 1024;
        private readonly ManualResetEventSlim _answered = new(), _giveBack = new();
        private readonly Thread _owner;
        private bool _isOurs;
        private TopicException? _fault;

        private Windows(string name, Access access)
        {
            _owner = new Thread(() => Own(name, access), StackSizeBytes)
            {
                IsBackground = true,
                Name = "Sightglass lease",
            };
            _owner.Start();
            _answered.Wait();
        }

        /// <summary>Nobody can delete a name of Windows while a handle is open.</summary>
        internal override bool IsShown => true;

        internal static Windows? TryAcquireMutex(string name, Access access)
        {
            var lease = new Windows(name, access);
            if (lease._fault is { } fault) throw fault;
            return lease._isOurs ? lease : null;
        }

        internal static LeaseLook LookAt(string name)
        {
            using var mutex =
                Kernel32.OpenMutex(Kernel32.MUTANT_QUERY_STATE, inherit: false, name);
            if (mutex.IsInvalid)
                return Marshal.GetLastPInvokeError() == Kernel32.ERROR_FILE_NOT_FOUND ? LeaseLook.Missing
                    : LeaseLook.Held;
            Ntdll.MUTANT_BASIC_INFORMATION information;
            var status =
                Ntdll.NtQueryMutant(mutex, 0, &information, (uint)sizeof(Ntdll.MUTANT_BASIC_INFORMATION), null);
            return status != Ntdll.STATUS_SUCCESS || information.CurrentCount <= 0 ? LeaseLook.Held : LeaseLook.Free;
        }

        public override void Dispose()
        {
            if (!_owner.IsAlive) return;
            Step.Reached("close.lease");
            _giveBack.Set();
            _owner.Join();
        }

        private void Own(string name, Access access)
        {
            try
            {
                // MUTANT_QUERY_STATE alone: SYNCHRONIZE would be the right to take it.
                using var security = new SecurityDescriptor(access, "0x1");
                var attributes = security.Attributes;
                using var mutex = Kernel32.CreateMutex(&attributes, initialOwner: false, name);
                if (mutex.IsInvalid) throw OsError.Windows("take the lease", name, Marshal.GetLastPInvokeError());
                _isOurs = Kernel32.WaitForSingleObject(mutex, 0) is Kernel32.WAIT_OBJECT_0 or Kernel32.WAIT_ABANDONED;
                _answered.Set();
                if (!_isOurs) return;
                _giveBack.Wait();
                _ = Kernel32.ReleaseMutex(mutex);
            }
            catch (TopicException fault)
            {
                _fault = fault;
                _answered.Set();
            }
        }
    }
}
