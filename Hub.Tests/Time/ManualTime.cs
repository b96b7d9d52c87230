namespace Hub.Tests.Time;

/// <summary>
/// A clock that only moves when a test moves it. <see cref="Advance"/> fires due timers one after the other on the caller's
/// thread, each at its own due time. <see cref="SetUtcNow"/> turns the wall clock alone, as an administrator or NTP does.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _pending = [];
    private TaskCompletionSource _changed = NewSignal();
    private TimeSpan _elapsed;
    private DateTimeOffset _epoch;

    public ManualTime()
        : this(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public ManualTime(DateTimeOffset start) => _epoch = start.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _epoch + _elapsed;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_gate) _epoch = now.ToUniversalTime() - _elapsed;
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate) target = _elapsed + by;
        while (TakeDue(target) is { } due) due.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until somebody waits on this clock: at once when a timer is pending.</summary>
    public Task WaitForTimerAsync(CancellationToken ct) => WaitForTimerAsync(TimeSpan.MaxValue, ct);

    /// <summary>Waits until a timer is pending that an advance by <paramref name="within"/> fires.</summary>
    public async Task WaitForTimerAsync(TimeSpan within, CancellationToken ct)
    {
        while (NextChangeUnless(timer => timer.Due - _elapsed <= within) is { } changed)
            await changed.WaitAsync(Patience, System, ct);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task? NextChangeUnless(Predicate<ManualTimer> isPending)
    {
        lock (_gate) return _pending.Exists(isPending) ? null : _changed.Task;
    }

    private ManualTimer? TakeDue(TimeSpan target)
    {
        lock (_gate)
        {
            var next = _pending.MinBy(timer => timer.Due);
            if (next is null || next.Due > target)
            {
                _elapsed = Max(_elapsed, target);
                return null;
            }
            _elapsed = Max(_elapsed, next.Due);
            _pending.Remove(next);
            if (next.Period > TimeSpan.Zero) Schedule(next, next.Period);
            return next;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan wait)
    {
        timer.Due = _elapsed + wait;
        _pending.Add(timer);
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed class ManualTimer(ManualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_disposed) return false;
                clock._pending.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan) clock.Schedule(this, dueTime);
            }
            // what is due at once needs no advance; not on this thread, which may hold a lock the callback wants
            if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(_ => clock.Advance(TimeSpan.Zero));
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _disposed = true;
                clock._pending.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
