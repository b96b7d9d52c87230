using Hub.Core.Calendars;

namespace Hub.Core.ServiceLevels;

/// <summary>
/// Time that counts towards a promise: it passes by a calendar, stands still while paused, and may go on by another calendar. Pure arithmetic on
/// instants, so whoever reckons late reckons the same. Instants are UTC milliseconds; a calendar of null is always open.
/// </summary>
/// <param name="Consumed">How much had passed when it last began to pass, milliseconds.</param>
/// <param name="Since">When that was.</param>
/// <param name="PausedAt">Since when it stands still; null while it passes.</param>
public readonly record struct ServiceTime(long Consumed, long Since, long? PausedAt)
{
    /// <summary>Time of which nothing has passed.</summary>
    public static ServiceTime From(long at) => new(0, at, null);

    /// <summary>How much has passed by an instant, milliseconds. It never passes backwards: before <see cref="Since"/> nothing more has passed.</summary>
    public long Passed(long at, BusinessCalendar? hours)
    {
        if (PausedAt is not null || at <= Since) return Consumed;
        return Consumed + (hours is null ? at - Since : (long)(hours.Between(Since.ToTime(), at.ToTime())?.TotalMilliseconds ?? 0));
    }

    /// <summary>The first instant by which so much has passed, if it goes on as it does; null while it is paused, and where it never will.</summary>
    /// <param name="amount">How much, milliseconds.</param>
    /// <param name="hours">The calendar by which it passes.</param>
    public long? Reaches(long amount, BusinessCalendar? hours)
    {
        if (PausedAt is not null) return null;
        var left = Math.Max(0, amount - Consumed);
        return hours is null ? Since + left : hours.Add(Since.ToTime(), TimeSpan.FromMilliseconds(left))?.ToMs();
    }

    /// <summary>From an instant on it stands still; it stays as it is where it does already.</summary>
    public ServiceTime Pause(long at, BusinessCalendar? hours) => PausedAt is not null ? this : new(Passed(at, hours), at, at);

    /// <summary>From an instant on it passes again; it stays as it is where it does already.</summary>
    public ServiceTime Resume(long at) => PausedAt is null ? this : new(Consumed, at, null);

    /// <summary>What has passed by an instant is settled, so that it may go on by another calendar from there.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="hours">The calendar by which it passed until then.</param>
    public ServiceTime Settle(long at, BusinessCalendar? hours) => PausedAt is not null ? this : new(Passed(at, hours), Math.Max(at, Since), null);
}
