namespace Hub.Core.Routing.Choosing;

/// <summary>
/// When it is a conversation's turn. Being important is worth minutes of waiting: each conversation is treated as if it had begun to wait so
/// much earlier. Time then runs for all alike, so the order of two conversations never changes while they wait, and whoever waits
/// long enough goes before everybody who comes later: nobody starves.
/// </summary>
public static class Turn
{
    /// <summary>How long one that is due at this moment counts as having waited.</summary>
    public static readonly TimeSpan WorthOfDue = TimeSpan.FromHours(1);

    /// <summary>What each step of a conversation's own priority is worth.</summary>
    public static readonly TimeSpan WorthOfPriority = TimeSpan.FromMinutes(10);

    /// <summary>The instant by which conversations are ordered, the earliest first; UTC milliseconds.</summary>
    /// <param name="waitingSince">Since when the customer waits, UTC milliseconds.</param>
    /// <param name="dueAt">By when an answer was promised, UTC milliseconds; null for no promise.</param>
    /// <param name="priority">The conversation's own priority, steps.</param>
    /// <param name="headStart">What the queue and the customer's tier are worth.</param>
    public static long Of(long waitingSince, long? dueAt, long priority, TimeSpan headStart)
    {
        var byDue = dueAt is { } due ? Math.Min(waitingSince, due - (long)WorthOfDue.TotalMilliseconds) : waitingSince;
        return byDue - priority * (long)WorthOfPriority.TotalMilliseconds - (long)headStart.TotalMilliseconds;
    }
}
