using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;
using Sightglass.Layout;

namespace Sightglass.Signals;

internal abstract unsafe partial class Sleeper
{
    [SupportedOSPlatform("windows")]
    internal sealed class Windows : Sleeper
    {
        private readonly PeersHeader* _peers;
        private readonly int _index = -1;

        internal Windows(ulong* signal, PeersHeader* peers, string name, bool everyone)
            : base(signal, peers == null ? null : &peers->SleptOn, wakesAlways: false)
        {
            _peers = peers;
            // The event's existence is the claim to the entry: it goes with its last handle, so with this process.
            // EVENT_MODIFY_STATE
            using var security = new SecurityDescriptor(everyone ? Access.Everyone : Access.Owner, "0x2");
            var attributes = security.Attributes;
            for (var i = 0; peers != null && i < PeersHeader.SleeperCount; i++)
            {
                var handle =
                    Kernel32.CreateEvent(&attributes, manualReset: false, initialState: false, EventName(name, i));
                if (!handle.IsInvalid && Marshal.GetLastPInvokeError() != Kernel32.ERROR_ALREADY_EXISTS)
                {
                    Event = handle;
                    _index = i;
                    return;
                }
                handle.Dispose();
            }
            // No entry is left, or none may be written: this one sleeps in short pieces.
            IsWoken = false;
            Event = Kernel32.CreateEvent(null, manualReset: false, initialState: false, null);
        }

        internal Windows(ulong* signal, ulong* sleptOn, SafeWaitHandle @event)
            : base(signal, sleptOn, wakesAlways: false) => Event = @event;

        internal SafeWaitHandle Event { get; }

        internal override void Interrupt() => _ = Kernel32.SetEvent(Event);

        private protected override void Mark()
        {
            // The event is set after the publisher clears this, so a mark that is cleared is a wake that is on its way.
            if (_index >= 0) Volatile.Write(ref _peers->Sleepers[_index], 1);
        }

        private protected override void SleepNow(ulong seen, int timeoutMs) =>
            _ = Kernel32.WaitForSingleObject(Event, (uint)timeoutMs);

        public override void Dispose()
        {
            if (!Event.IsClosed && _index >= 0) Volatile.Write(ref _peers->Sleepers[_index], 0);
            Event.Dispose();
            base.Dispose();
        }
    }
}
