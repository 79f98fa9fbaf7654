using System.Runtime.Versioning;
using Sightglass.Interop;
using Sightglass.Layout;

namespace Sightglass.Signals;

/// <summary>By which the publisher wakes a caller; the caller's end is a <see cref="Sleeper"/>.</summary>
internal static unsafe class ReplySignal
{
    /// <summary>Says that a reply is there; costs a system call only if the caller sleeps.</summary>
    /// <param name="seat">The caller's.</param>
    /// <param name="seats">The names of the seats' events (Windows).</param>
    /// <param name="index">Of the seat.</param>
    internal static void Raise(CallSeat* seat, Func<int, string> seats, int index)
    {
        // Several threads of the publisher may reply to one caller. A full fence: the reply before the signal, and the
        // signal before the look at who sleeps, as in Waker.Raise.
        var before = Interlocked.Increment(ref seat->Signal) - 1;
        if (Volatile.Read(ref seat->SleptOn) < before) return;
        if (OperatingSystem.IsLinux())
            _ = Libc.futex(Libc.SYS_futex, (uint*)&seat->Signal, Libc.FUTEX_WAKE, int.MaxValue, null, 0, 0);
        else if (OperatingSystem.IsWindows()) Set(seats(index));
    }

    [SupportedOSPlatform("windows")]
    private static void Set(string eventName)
    {
        // Opened each time rather than kept: a handle kept here would keep the seat of a dead caller taken.
        using var reply = Kernel32.OpenEvent(Kernel32.EVENT_MODIFY_STATE, inherit: false, eventName);
        if (!reply.IsInvalid) _ = Kernel32.SetEvent(reply);
    }
}
