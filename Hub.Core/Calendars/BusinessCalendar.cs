namespace Hub.Core.Calendars;

/// <summary>
/// Arithmetic in business time. It is open at exactly those instants at which the clocks of the place show an open time of an open date: an
/// hour that the clocks skip is no business time, one that they show twice counts twice. Nothing changes in it; any threads may share it.
/// </summary>
public sealed class BusinessCalendar
{
    /// <summary>How far every question looks: what would be later, or is further apart, has no answer.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(20 * 366);

    private readonly WeeklyHours _week;
    private readonly Dictionary<DateOnly, DayHours> _days = [];
    private readonly DateOnly _lastExtraDay = DateOnly.MinValue;

    /// <summary>Makes one.</summary>
    /// <param name="zone">The clocks of the place.</param>
    /// <param name="week">The hours of an ordinary week.</param>
    /// <param name="days">The dates that differ; of several for one date what is set by hand counts before what is imported.</param>
    public BusinessCalendar(TimeZoneInfo zone, WeeklyHours week, IEnumerable<CalendarDay> days)
    {
        (Zone, _week) = (zone, week);
        foreach (var day in days.OrderBy(day => day.Rank).ThenBy(day => day.Source, StringComparer.Ordinal))
            if (_days.TryAdd(day.Date, day.OpenIn(week)) && _days[day.Date].Spans.Count > 0 && day.Date > _lastExtraDay)
                _lastExtraDay = day.Date;
    }

    /// <summary>The clocks of the place.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>When it is open on a date.</summary>
    public DayHours HoursOf(DateOnly date) => _days.GetValueOrDefault(date) ?? _week[date.DayOfWeek];

    /// <summary>Whether it is open at this instant.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return HoursOf(DateOnly.FromDateTime(local.DateTime)).Contains(local.TimeOfDay);
    }

    /// <summary>The first instant from this one on at which it is open: this one itself where it is; null where none is within the <see cref="Horizon"/>.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        foreach (var piece in Pieces(at.UtcDateTime, End(at))) return piece.Opens;
        return null;
    }

    /// <summary>The first instant from this one on at which it is closed: this one itself where it is; null where none is within the <see cref="Horizon"/>.</summary>
    public DateTimeOffset? NextClosing(DateTimeOffset at)
    {
        var (open, end) = (at.ToUniversalTime(), End(at));
        foreach (var piece in Pieces(at.UtcDateTime, end))
        {
            if (piece.Opens != open) break;
            open = piece.Closes;
        }

        // open to the end of what is looked at: whether it closes then is not known
        return open.UtcDateTime >= end && at.UtcDateTime < end ? null : open;
    }

    /// <summary>
    /// The earliest instant by which so much business time has passed: a due time. It is the closing rather than the next opening where both
    /// would do; null where there is not so much within the <see cref="Horizon"/>.
    /// </summary>
    /// <param name="from">When it begins.</param>
    /// <param name="duration">How much business time, not negative; nothing at all is over at once.</param>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        if (duration == TimeSpan.Zero) return from.ToUniversalTime();
        foreach (var piece in Pieces(from.UtcDateTime, End(from)))
        {
            if (piece.Length >= duration) return piece.Opens + duration;
            duration -= piece.Length;
        }

        return null;
    }

    /// <summary>How much business time is between two instants, negative where the second is before the first; null where they are further apart than the <see cref="Horizon"/>.</summary>
    public TimeSpan? Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from) return -Between(to, from);
        if (to - from > Horizon) return null;
        var sum = TimeSpan.Zero;
        foreach (var piece in Pieces(from.UtcDateTime, to.UtcDateTime)) sum += piece.Length;
        return sum;
    }

    /// <summary>When it is open between two instants, in order and without what lies outside; at most as far as the <see cref="Horizon"/>.</summary>
    public IEnumerable<OpenInterval> Intervals(DateTimeOffset from, DateTimeOffset to)
    {
        var limit = End(from);
        OpenInterval? present = null;
        foreach (var piece in Pieces(from.UtcDateTime, to.UtcDateTime < limit ? to.UtcDateTime : limit))
        {
            if (present is { } before && before.Closes != piece.Opens) yield return before;
            present = present is { } same && same.Closes == piece.Opens ? same with { Closes = piece.Closes } : piece;
        }

        if (present is { } last) yield return last;
    }

    private IEnumerable<OpenInterval> Pieces(DateTime from, DateTime to)
    {
        foreach (var stretch in ClockStretch.Between(Zone, from, to))
        {
            var (start, end) = (stretch.From + stretch.Offset, stretch.To + stretch.Offset);
            for (var day = start.Date; day < end; day = day.AddDays(1))
            {
                foreach (var span in HoursOf(DateOnly.FromDateTime(day)).Spans)
                {
                    var (opens, closes) = (day.AddMinutes(span.From), day.AddMinutes(span.To));
                    if (opens < start) opens = start;
                    if (closes > end) closes = end;
                    if (opens < closes) yield return new OpenInterval(opens - stretch.Offset, closes - stretch.Offset);
                }
            }
        }
    }

    /// <summary>How far to look, UTC: where no week has an open day, no further than the last date that differs.</summary>
    private DateTime End(DateTimeOffset from)
    {
        var horizon = from.UtcDateTime < DateTime.MaxValue - Horizon ? from.UtcDateTime + Horizon : DateTime.MaxValue;
        if (!_week.IsEmpty) return horizon;
        // whatever the zone, the date is over everywhere two days after it began in UTC
        return _lastExtraDay < DateOnly.FromDateTime(horizon).AddDays(-2) ? _lastExtraDay.AddDays(2).ToDateTime(default, DateTimeKind.Utc) : horizon;
    }
}
