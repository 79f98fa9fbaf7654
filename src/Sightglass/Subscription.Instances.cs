namespace Sightglass;

internal sealed partial class Subscription
{
    /// <summary>The followed instance is read to its end and there is a newer one.</summary>
    private bool Succeed()
    {
        Attachment old;
        lock (_swap)
        {
            old = _following;
            var next = _latest;
            if (next == old || _end is ObjectDisposedException) return false; // disposed: both are unpinned there
            var oldest = next.Reader.Oldest(next.Reader.Cursor);
            if (next.Continues == old.Instance)
            {
                // The same samples under the same numbers, in another region.
                _lost += oldest > _position ? oldest - _position : 0;
                _position = Math.Max(_position, oldest);
            }
            else
            {
                _lost += oldest;
                _position = oldest;
                _hasRestarted = true;
            }
            _following = next;
        }
        old.Unpin();
        return true;
    }

    /// <summary>Never: a death must be seen within a second, after two looks.</summary>
    bool IWatched.IsPatient => false;

    void IWatched.Look()
    {
        var attachment = _latest;
        if (!attachment.TryPin()) return;
        if (!attachment.IsShown) TryAttachNewer(attachment);
        attachment.Unpin();

        attachment = _latest; // a newer one, perhaps
        if (!attachment.TryPin()) return;
        var state = (int)attachment.Judge();
        // At each look, not only at the change: a call may have begun since.
        if (state == (int)TopicState.Died) attachment.EndCalls(Died);
        else if (state == (int)TopicState.Stopped) attachment.EndCalls(Stopped);
        else attachment.LookAtCalls();
        attachment.Unpin();
        if (state != _state)
        {
            _state = state;
            _stateVersion++;
        }
        if (_stateVersion != _reportedVersion || _latest != _following || _end is not null) WakeUp();
        else LookForLostWake();
        _asyncWait?.Nudge();
    }

    /// <summary>
    /// Whoever may write beside the topic can hide a wake. One who sleeps over the same news at two looks is woken
    /// here: then they are half a second late, and not for ever.
    /// </summary>
    private void LookForLostWake()
    {
        var position = Volatile.Read(ref _sleepers) > 0 && HasNews() ? _position : ulong.MaxValue;
        if (position != ulong.MaxValue && position == _positionInDoubt)
        {
            Watch.CountRescue();
            WakeUp();
        }
        _positionInDoubt = position;
    }

    private void TryAttachNewer(Attachment old)
    {
        Attachment? newer = null;
        try
        {
            newer = Attachment.Open(_place, _expected, isPresent: true);
        }
        catch (TopicException e)
        {
            // Nothing there yet, or something that may become sound with the next publisher. Other fields than this
            // type's can not: that is said to whoever reads on.
            if (e.Error is TopicError.WrongType or TopicError.IncompatibleLayout)
                lock (_swap) _end ??= e;
            // Something stands in its place, so nobody answers there any more.
            if (e.Error != TopicError.NotFound) old.EndCalls(Restarted);
            return;
        }
        if (newer.Instance == old.Instance)
        {
            newer.Unpin();
            return;
        }
        Attachment? skipped = null;
        lock (_swap)
        {
            if (_end is ObjectDisposedException)
            {
                newer.Unpin();
                return;
            }
            if (!_isFollowing)
            {
                _following = newer;
                _position = newer.Continues == old.Instance ? _position : StartIn(newer);
                _hasRestarted = newer.Continues != old.Instance;
                skipped = old;
            }
            // One that came and went while an earlier one is still being read: its samples are nobody's.
            else if (_following != old) skipped = old;
            _latest = newer;
            _end = null;
        }
        if (newer.Continues != old.Instance) Interlocked.Increment(ref _restarts);
        old.EndCalls(Restarted); // the look that called this has it pinned
        skipped?.Unpin();
    }
}
