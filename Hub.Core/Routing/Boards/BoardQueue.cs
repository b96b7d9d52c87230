using Hub.Core.Calendars;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing.Boards;

/// <summary>A queue on the board.</summary>
internal sealed class BoardQueue(Guid id)
{
    public Guid Id { get; } = id;

    public string Key { get; set; } = "";

    public long Version { get; set; }

    public QueueRouting Routing { get; set; } = QueueRouting.Default;

    /// <summary>The id of the calendar that it follows, and the calendar; null for always open.</summary>
    public (Guid Id, BusinessCalendar Hours)? Calendar { get; set; }

    /// <summary>Its members with their ranks.</summary>
    public Dictionary<BoardAgent, int> Members { get; } = [];

    /// <summary>Those who wait in it, and those of other queues whom its members help, alike by alike.</summary>
    public Dictionary<LineKey, Line> Lines { get; } = [];

    /// <summary>How many wait in it, without those whom its members only help.</summary>
    public int OwnCount { get; private set; }

    /// <summary>Whether it is open at a moment, UTC milliseconds.</summary>
    public bool IsOpen(long at) => Calendar?.Hours.IsOpen(at.ToTime()) ?? true;

    /// <summary>By when one who waits since then is to have an agent, UTC milliseconds; null for no such promise.</summary>
    public long? DueAt(long waitingSince)
    {
        var within = TimeSpan.FromSeconds(Routing.ServiceLevelSeconds);
        return within == TimeSpan.Zero ? null
            : Calendar is { Hours: var hours } ? hours.Add(waitingSince.ToTime(), within)?.ToMs()
            : waitingSince + (long)within.TotalMilliseconds;
    }

    /// <summary>Whether another queue's help has begun for one who waits since then.</summary>
    public bool IsHelpedBy(Overflow overflow, long waitingSince, long now) =>
        waitingSince + overflow.AfterSeconds * 1_000L <= now
        || (overflow.WhenNobodyIsThere && !Members.Keys.Any(agent => agent.IsThere))
        || (overflow.WhenClosed && !IsOpen(now))
        || OwnCount > overflow.WhenWaiting;

    /// <summary>When it opens or closes next, UTC milliseconds; null for never.</summary>
    public long? NextHour(long now) =>
        (IsOpen(now) ? Calendar?.Hours.NextClosing(now.ToTime()) : Calendar?.Hours.NextOpening(now.ToTime()))?.ToMs();

    /// <summary>Those who wait in it, without those whom its members only help.</summary>
    public IReadOnlyList<Waiting> Own => [.. Lines.Values.SelectMany(line => line).Where(waiting => waiting.QueueId == Id)];

    public void Enter(Waiting waiting, LineKey key)
    {
        if (!Lines.TryGetValue(key, out var line)) Lines.Add(key, line = []);
        if (line.Add(waiting) && waiting.QueueId == Id) OwnCount++;
    }

    public void Leave(Waiting waiting, LineKey key)
    {
        if (!Lines.TryGetValue(key, out var line)) return;
        if (line.Remove(waiting) && waiting.QueueId == Id) OwnCount--;
        if (line.Count == 0) Lines.Remove(key);
    }
}
