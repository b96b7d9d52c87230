namespace Hub.Tests.Time;

/// <summary>A manual clock that can leap at the very instant somebody looks at it, as it does for a process that was stopped just there.</summary>
public sealed class LeapingTime : TimeProvider
{
    private readonly ManualTime _clock = new();
    private long _leap;

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _clock.LocalTimeZone;

    public void LeapAtNextLook(TimeSpan by) => Volatile.Write(ref _leap, by.Ticks);

    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Exchange(ref _leap, 0) is > 0 and var ticks) _clock.Advance(TimeSpan.FromTicks(ticks));
        return _clock.GetUtcNow();
    }

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _clock.CreateTimer(callback, state, dueTime, period);
}
