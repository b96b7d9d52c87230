namespace Hub.Core.Deliveries;

/// <summary>
/// What one channel account may send now, on this node: at most so many at the same time, at most so many begun in ANY window (a bucket
/// that fills evenly lets twice as many through around a full bucket), nothing during a pause. Places are reserved before deliveries are
/// claimed, so that nobody owns a delivery while waiting for the limit.
/// </summary>
internal sealed class RateLane
{
    /// <summary>A lane of fewer places gathers none.</summary>
    private const int Gathered = 16;

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<long> _begun = new();
    private readonly int _most;
    private readonly int _mostInWindow;
    private readonly TimeSpan _window;
    private int _waiting;
    private int _underWay;
    private long _pausedAt;
    private TimeSpan _pause;

    /// <param name="perSecond">Attempts begun per second; below one it is one in a longer window.</param>
    /// <param name="concurrent">Attempts at the same time.</param>
    /// <param name="time">The clock; only its monotonic side is used.</param>
    public RateLane(double perSecond, int concurrent, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(concurrent);
        (_time, _most) = (time, concurrent);
        _mostInWindow = Math.Max(1, (int)perSecond);
        _window = TimeSpan.FromSeconds(_mostInWindow / perSecond);
    }

    /// <summary>Reserves as many places as there are now, perhaps none; each is given up by <see cref="End"/>.</summary>
    public int Reserve()
    {
        lock (_gate)
        {
            if (PauseLeft() > TimeSpan.Zero) return 0;
            Forget();
            var places = _most - _waiting - _underWay;
            // to claim one by one what is sent by the hundred would cost more than it gains: a wide lane waits until some places are free
            if (places < _most / Gathered) return 0;
            var free = Math.Max(0, Math.Min(places, _mostInWindow - _waiting - _begun.Count));
            _waiting += free;
            return free;
        }
    }

    /// <summary>A reserved attempt begins now.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_waiting, _underWay) = (_waiting - 1, _underWay + 1);
            _begun.Enqueue(_time.GetTimestamp());
        }
    }

    /// <summary>Gives places up: of attempts that ended, or that never began.</summary>
    public void End(bool begun, int places = 1)
    {
        lock (_gate)
        {
            if (begun) _underWay -= places;
            else _waiting -= places;
        }
    }

    /// <summary>Lets nothing begin for so long; a longer pause under way stays.</summary>
    public void Pause(TimeSpan length)
    {
        lock (_gate)
        {
            if (length <= PauseLeft()) return;
            (_pausedAt, _pause) = (_time.GetTimestamp(), length);
        }
    }

    /// <summary>How long until time alone makes a place free; zero when there is one, null when only the end of an attempt does.</summary>
    public TimeSpan? UntilFree()
    {
        lock (_gate)
        {
            Forget();
            if (PauseLeft() is var pause && pause > TimeSpan.Zero) return pause;
            if (_most - _waiting - _underWay < Math.Max(1, _most / Gathered)) return null;
            if (_waiting + _begun.Count < _mostInWindow) return TimeSpan.Zero;
            return _begun.TryPeek(out var oldest) ? _window - _time.GetElapsedTime(oldest) : null;
        }
    }

    private TimeSpan PauseLeft() => _pause == TimeSpan.Zero ? TimeSpan.Zero : _pause - _time.GetElapsedTime(_pausedAt);

    private void Forget()
    {
        while (_begun.TryPeek(out var oldest) && _time.GetElapsedTime(oldest) >= _window) _begun.Dequeue();
    }
}
