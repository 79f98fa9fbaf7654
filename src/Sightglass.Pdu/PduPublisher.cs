using System.Runtime.Versioning;
using Sightglass.Pdu.Objects;

namespace Sightglass.Pdu;

/// <summary>
/// Publishes in the place of the original server. An original client, unchanged, sees whole pairs only, each fresh.
/// One thread at a time uses it. It measures nothing: whoever has values gives them.
/// </summary>
/// <remarks>
/// Who may do what at which moment:
/// <list type="number">
/// <item>EventRead is not set: a client waits, or is on its way to. Nobody reads. We write both fields, then set it.
/// </item>
/// <item>EventRead is set: a client may be reading. We write nothing.</item>
/// <item>It is still set when the next pair comes: no client is there, or it is slow or dead. We reset it, give one
/// that has just been woken the time to read, write the new pair and set it again. So whoever comes next finds a pair
/// of this second, however long nobody has acknowledged.</item>
/// </list>
/// EventWrite and EventWrite2 pair the threads of an original server; to us they say nothing that EventRead does not.
/// They are reset before each EventRead, as clients set them after.
/// </remarks>
[SupportedOSPlatform("windows")]
public sealed class PduPublisher : IDisposable
{
    /// <summary>
    /// Between the wait and the reads of a client lie a few instructions; this is for a busy machine.
    /// </summary>
    private const int WokenClientMs = 20;

    /// <summary>An original server that was released sets EventRead after about one second.</summary>
    private const int ServerAnswersMs = 3_000;

    /// <summary>A refusal may come from another that only tried, or from one that is just ending.</summary>
    private const int ClaimTries = 5, BetweenTriesMs = 100;

    private readonly Claim _claim;
    private readonly PduObjects _objects;
    private PduPair _written;
    private bool _isDisposed;

    private PduPublisher(Claim claim, PduObjects objects) => (_claim, _objects) = (claim, objects);

    /// <summary>
    /// Takes the server's place. Where the objects are there already it may take three seconds to find out whether a
    /// server lives or only its client is left.
    /// </summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="PduException">Another server lives, or the objects cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static PduPublisher Open(CancellationToken cancel = default)
    {
        var claim = TakeClaim(cancel);
        PduObjects? objects = null;
        try
        {
            objects = PduObjects.OpenOrMake(out var wereThere);
            // What a dead server left signalled must not be anybody's first pair.
            objects.Read.Reset();
            if (wereThere && ServerAnswers(objects, cancel))
                throw new PduException(PduError.AlreadyPublished,
                    $"Cannot publish {PduNames.Section}: an original server does already. End it first, or see its " +
                    "values with `sightglass pdu watch`.");
            cancel.ThrowIfCancellationRequested();
            objects.Section.Write(default); // so that Publish notices when another writes
            return new(claim, objects);
        }
        catch
        {
            objects?.Dispose();
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Whether a client has taken the pair that was published last.</summary>
    /// <exception cref="ObjectDisposedException">The publisher is disposed.</exception>
    public bool IsAcknowledged
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return !_objects.Read.IsSet;
        }
    }

    /// <summary>Publishes a pair. Waits 20 ms if nobody took the one before, and for nobody.</summary>
    /// <param name="pair">Both values of one moment.</param>
    /// <exception cref="ArgumentException">The pair is not plausible.</exception>
    /// <exception cref="PduException">Another server writes into the section too.</exception>
    /// <exception cref="ObjectDisposedException">The publisher is disposed.</exception>
    public void Publish(PduPair pair)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (pair.Fault is { } fault) throw new ArgumentException(fault + ".", nameof(pair));
        // A server of the original programs cannot be refused: it knows no claim. But two of them mix their values.
        if (!_objects.Section.Read().IsSameAs(_written))
            throw new PduException(PduError.TakenOver,
                $"Cannot publish {PduNames.Section} any more: another server has begun to write into it. End one of " +
                "the two.");
        if (_objects.Read.IsSet)
        {
            _objects.Read.Reset();
            Thread.Sleep(WokenClientMs);
        }
        // Before EventRead: what a client sets after reading must not be reset. The original server does it after,
        // and so loses acknowledgements.
        _objects.Write.Reset();
        _objects.Write2.Reset();
        _objects.Section.Write(pair);
        _written = pair;
        // A system call on both sides, and with that a full barrier: who is woken by it sees both fields.
        _objects.Read.Set();
    }

    /// <summary>
    /// Takes back a pair that nobody has read yet. For when there is no value: the protocol cannot say so, and an old
    /// pair would look like a new one. Clients wait until the next <see cref="Publish"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The publisher is disposed.</exception>
    public void Withdraw()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _objects.Read.Reset();
    }

    /// <summary>Leaves the server's place. What nobody has read is withdrawn.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _objects.Read.Reset();
        _objects.Dispose();
        _claim.Dispose();
    }

    private static Claim TakeClaim(CancellationToken cancel)
    {
        for (var count = 1; ; count++)
        {
            if (Claim.TryTake(PduNames.PublisherClaim) is { } claim) return claim;
            if (count == ClaimTries)
                throw new PduException(PduError.AlreadyPublished,
                    $"Cannot publish {PduNames.Section}: another `sightglass pdu publish` of this session does " +
                    "already. End it first.");
            cancel.WaitHandle.WaitOne(BetweenTriesMs);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// A section alone proves nothing: a client keeps it, and waits, when its server has died. So we do what a client
    /// does and see whether anybody answers. Only a server sets EventRead.
    /// </summary>
    private static bool ServerAnswers(PduObjects objects, CancellationToken cancel)
    {
        objects.Release();
        var answered = WaitHandle.WaitAny([objects.Read, cancel.WaitHandle], ServerAnswersMs) == 0;
        cancel.ThrowIfCancellationRequested();
        return answered;
    }
}
