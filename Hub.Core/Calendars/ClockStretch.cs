namespace Hub.Core.Calendars;

/// <summary>A stretch of time in which a zone's clocks do not change, so that what they show and what passes are the same.</summary>
/// <param name="From">Its first instant, UTC.</param>
/// <param name="To">The instant after its last, UTC.</param>
/// <param name="Offset">What the clocks show beyond UTC.</param>
internal readonly record struct ClockStretch(DateTime From, DateTime To, TimeSpan Offset)
{
    // clocks cannot show what is outside of the calendar
    private static readonly DateTime First = DateTime.SpecifyKind(DateTime.MinValue.AddDays(2), DateTimeKind.Utc);
    private static readonly DateTime Last = DateTime.SpecifyKind(DateTime.MaxValue.AddDays(-3), DateTimeKind.Utc);

    /// <summary>The stretches of a time in order, each at most a day: no zone changes its clocks twice in one, so the two ends tell.</summary>
    public static IEnumerable<ClockStretch> Between(TimeZoneInfo zone, DateTime from, DateTime to)
    {
        var start = from < First ? First : from;
        if (to > Last) to = Last;
        if (start >= to) yield break;
        var offset = zone.GetUtcOffset(start);
        while (start < to)
        {
            var end = to - start > TimeSpan.FromDays(1) ? start.AddDays(1) : to;
            var next = zone.GetUtcOffset(end);
            if (next != offset)
            {
                end = Change(zone, start, end, offset);
                next = zone.GetUtcOffset(end);
            }

            yield return new ClockStretch(start, end, offset);
            (start, offset) = (end, next);
        }
    }

    /// <summary>The first instant with another offset: found by halving, since a zone's rules do not tell it.</summary>
    private static DateTime Change(TimeZoneInfo zone, DateTime same, DateTime other, TimeSpan offset)
    {
        while (other.Ticks - same.Ticks > 1)
        {
            var middle = same.AddTicks((other.Ticks - same.Ticks) / 2);
            if (zone.GetUtcOffset(middle) == offset) same = middle;
            else other = middle;
        }

        return other;
    }
}
