using System.Diagnostics;
using System.Runtime.Versioning;
using Sightglass.Pdu.Judging;
using Sightglass.Pdu.Objects;

namespace Sightglass.Pdu;

/// <summary>
/// Watches in the place of the original client, or beside it. Any number of subscribers agree among themselves who
/// acknowledges, and leave that to an original client as long as one does it. One thread at a time uses it.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class PduSubscriber : IDisposable
{
    /// <summary>A turn takes about a second; silence is said within three.</summary>
    private const int SilentMs = 2_500;

    /// <summary>How often to look for a server that is not there.</summary>
    private const int AbsentLookMs = 100;

    private readonly Turns _turns;
    private readonly FreshPairs _fresh = new();
    private readonly WaitHandle[] _waits = new WaitHandle[2];
    private PduObjects? _objects;
    private Claim? _claim;
    private bool _isSilent, _isDisposed;
    private PduUpdate? _pending;
    private long _heardMs;

    private PduSubscriber(PduObjects objects)
    {
        _turns = new Turns(TryClaim);
        Take(objects);
        _heardMs = NowMs;
    }

    /// <summary>Takes the client's place.</summary>
    /// <exception cref="PduException">No server runs, or its objects cannot be used.</exception>
    public static PduSubscriber Open() => new(PduObjects.TryOpen() ?? throw new PduException(PduError.NotFound,
        $"There is no {PduNames.Section}: no server runs in this session. Start it, or wait for it with --wait."));

    /// <summary>Waits for the next piece of news. Allocates nothing while the server lives.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="PduException">The objects cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    public PduUpdate Next(CancellationToken cancel = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var isSignalled = false;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (_pending is { } pending)
            {
                _pending = null;
                return pending;
            }
            if (_objects is null)
            {
                if (PduObjects.TryOpen() is { } objects) Take(objects);
                else cancel.WaitHandle.WaitOne(AbsentLookMs);
                continue;
            }
            if (TakeTurn(_objects, isSignalled) is { } news) return news;
            if (!_isSilent && NowMs - _heardMs >= SilentMs)
            {
                _isSilent = true;
                return new(PduNews.Silent);
            }
            if (_isSilent && LetGo(_objects, cancel)) return new(PduNews.Ended);
            if (_objects is not null) isSignalled = Wait(_objects, cancel);
        }
    }

    /// <summary>Leaves the client's place; another subscriber acknowledges then.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        // Whoever is held because we had not released it yet must not wait for a client that does not come.
        if (_claim is not null && _objects is { Read.IsSet: false }) _objects.Release();
        _objects?.Dispose();
        _claim?.Dispose();
    }

    /// <summary>Milliseconds that all processes of the machine count alike.</summary>
    private static long NowMs => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000);

    private PduUpdate? TakeTurn(PduObjects objects, bool isSignalled)
    {
        var heardMs = _turns.SignalMs;
        var acts = _turns.Next(NowMs, isSignalled || objects.Read.IsSet, objects.IsReleased);
        if (_turns.SignalMs != heardMs) Hear();
        if ((acts & Acts.Take) != 0) objects.Read.Reset();
        // After the wait, a system call, and with that a barrier: what was written before EventRead is seen.
        var pair = (acts & Acts.Read) != 0 ? objects.Section.Read() : default;
        var isLate = (acts & (Acts.Read | Acts.Take | Acts.Release)) == Acts.Read && !objects.Read.IsSet;
        if ((acts & Acts.Release) != 0) objects.Release();
        var isFresh = (acts & Acts.Read) != 0
            && _fresh.IsFresh(pair, _turns.SignalMs, _turns.WasReleased, isLate);
        PduUpdate? news = isFresh ? new(pair.IsPlausible ? PduNews.Pair : PduNews.Refused, pair) : null;
        if (!_isSilent || _turns.SignalMs == heardMs) return news;
        _isSilent = false;
        _pending = news;
        return new(PduNews.Returned);
    }

    private void Hear()
    {
        _heardMs = _turns.SignalMs;
        if (_turns.IsAfterGap) _fresh.Restart(_heardMs);
    }

    /// <summary>For an instant, with all other watchers.</summary>
    /// <returns>Whether the objects are gone: nobody else held them.</returns>
    private bool LetGo(PduObjects objects, CancellationToken cancel)
    {
        var lookMs = OpenHand.UntilLookMs(NowMs);
        if (lookMs == 0 || objects.Read.IsSet) return false;
        objects.Dispose();
        _objects = null;
        cancel.WaitHandle.WaitOne(lookMs);
        if (PduObjects.TryOpen() is not { } same) return true;
        Take(same);
        return false;
    }

    private bool Wait(PduObjects objects, CancellationToken cancel)
    {
        var ms = _turns.WaitMs;
        var nowMs = NowMs;
        ms = Math.Min(ms, _isSilent ? OpenHand.UntilMs(nowMs) : (int)Math.Max(_heardMs + SilentMs - nowMs, 0));
        if (!_turns.WaitsForSignal)
        {
            cancel.WaitHandle.WaitOne(ms);
            return false;
        }
        (_waits[0], _waits[1]) = (objects.Read, cancel.WaitHandle);
        return WaitHandle.WaitAny(_waits, ms) == 0;
    }

    private bool TryClaim() => (_claim ??= Claim.TryTake(PduNames.AcknowledgerClaim)) is not null;

    private void Take(PduObjects objects)
    {
        _objects = objects;
        _turns.Restart();
        _fresh.Restart(NowMs);
    }
}
