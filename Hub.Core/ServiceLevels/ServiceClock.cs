using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Core.Calendars;

namespace Hub.Core.ServiceLevels;

/// <summary>A promise to a customer while its time passes, and what became of it. Instants are UTC milliseconds. Nothing changes in it: each step answers the clock after it.</summary>
public sealed record ServiceClock
{
    /// <summary>The most escalation steps of one clock, whatever targets it comes under: queues may escalate to each other.</summary>
    internal const int MostSteps = 50;

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The conversation.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>What was promised, one of <see cref="ServiceMetric"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The queue whose promise it is: the conversation's, or the last one that it was in where its own promises nothing.</summary>
    public required Guid QueueId { get; init; }

    /// <summary>The version of that queue by which it was reckoned.</summary>
    public required long QueueVersion { get; init; }

    /// <summary>The version of that queue's calendar by which it was reckoned; 0 for none.</summary>
    public required long CalendarVersion { get; init; }

    /// <summary>The target.</summary>
    public required ServiceTarget Target { get; init; }

    /// <summary>When it began.</summary>
    public required long StartedAt { get; init; }

    /// <summary>The time that counts.</summary>
    public required ServiceTime Time { get; init; }

    /// <summary>When the time is over; null while it is paused, and where that will never be.</summary>
    public long? DueAt { get; init; }

    /// <summary>When it was warned; null for not.</summary>
    public long? WarnedAt { get; init; }

    /// <summary>When the promise was broken; null for not.</summary>
    public long? BreachedAt { get; init; }

    /// <summary>The escalation steps that have run, as <see cref="KeyOf"/> names them with a space between.</summary>
    public string Steps { get; init; } = "";

    /// <summary>When it ended; null while it runs or is paused.</summary>
    public long? EndedAt { get; init; }

    /// <summary>How, one of <see cref="ClockEnd"/>.</summary>
    public string? EndedBy { get; init; }

    internal static ServiceClock Begin(Guid id, (Guid Conversation, string Metric) of, Promise promise, long at) => new ServiceClock
    {
        Id = id,
        ConversationId = of.Conversation,
        Metric = of.Metric,
        QueueId = promise.Queue.Id,
        QueueVersion = promise.Queue.Version,
        CalendarVersion = promise.Queue.CalendarVersion,
        Target = promise.Target,
        StartedAt = at,
        Time = ServiceTime.From(at),
    }.Reckoned(promise.Hours);

    internal ServiceClock Pause(long at, BusinessCalendar? hours) => (this with { Time = Time.Pause(at, hours) }).Reckoned(hours);

    internal ServiceClock Resume(long at, BusinessCalendar? hours) => (this with { Time = Time.Resume(at) }).Reckoned(hours);

    internal ServiceClock End(long at, string by) => this with { EndedAt = at, EndedBy = by };

    /// <summary>From an instant on another promise counts; what has passed stays passed, and what was broken stays broken.</summary>
    internal ServiceClock Under(Promise promise, long at, BusinessCalendar? hoursBefore)
    {
        var next = Promised(promise, Time.Settle(at, hoursBefore));
        return next.IsWarning(at, promise.Hours) ? next : next with { WarnedAt = null };
    }

    /// <summary>The queue or its calendar has another version: reckoned anew since it last began to pass. What is not due any more was not broken.</summary>
    internal ServiceClock Anew(Promise promise, long now)
    {
        var next = Promised(promise, Time);
        if (next.Time.Passed(now, promise.Hours) < Ms(next.Target.Within)) next = next with { BreachedAt = null };
        return next.IsWarning(now, promise.Hours) ? next : next with { WarnedAt = null };
    }

    /// <summary>As it stands at an instant: broken where it was due before.</summary>
    internal ServiceClock At(long at) => BreachedAt is null && DueAt < at ? this with { BreachedAt = DueAt } : this;

    /// <summary>When something of it happens next: the warning, the breach, a step; null for never.</summary>
    internal long? NextAt(BusinessCalendar? hours)
    {
        if (EndedAt is not null || Time.PausedAt is not null) return null;
        var next = BreachedAt is null ? DueAt : null;
        if (WarnedAt is null && BreachedAt is null && WarnAt(hours) is { } warns && !(warns > next)) next = warns;
        foreach (var step in Open())
            if (StepAt(step, hours) is { } at && !(at > next)) next = at;
        return next;
    }

    /// <summary>When it is warned; null for not.</summary>
    internal long? WarnAt(BusinessCalendar? hours) => Target.WarnBefore == 0 ? null : Time.Reaches(Ms(Target.Within - Target.WarnBefore), hours);

    /// <summary>The escalation steps whose time has come.</summary>
    internal IReadOnlyList<Escalation> DueSteps(long now, BusinessCalendar? hours) => [.. Open().Where(step => StepAt(step, hours) <= now)];

    internal ServiceClock Did(IEnumerable<Escalation> steps) => this with { Steps = string.Join(' ', steps.Select(KeyOf).Prepend(Steps)).Trim() };

    /// <summary>Whether a promise is the one that it is under already.</summary>
    internal bool IsUnder(Promise promise) =>
        QueueId == promise.Queue.Id && QueueVersion == promise.Queue.Version && CalendarVersion == promise.Queue.CalendarVersion && Json(Target) == Json(promise.Target);

    internal static string Json(ServiceTarget target) => JsonSerializer.Serialize(target, ServiceLevelsJson.Default.ServiceTarget);

    private ServiceClock Promised(Promise promise, ServiceTime time) => (this with
    {
        QueueId = promise.Queue.Id, QueueVersion = promise.Queue.Version, CalendarVersion = promise.Queue.CalendarVersion, Target = promise.Target, Time = time,
    }).Reckoned(promise.Hours);

    private ServiceClock Reckoned(BusinessCalendar? hours) => this with { DueAt = Time.Reaches(Ms(Target.Within), hours) };

    private bool IsWarning(long at, BusinessCalendar? hours) => Target.WarnBefore > 0 && Time.Passed(at, hours) >= Ms(Target.Within - Target.WarnBefore);

    private long? StepAt(Escalation step, BusinessCalendar? hours) => Time.Reaches(Ms(Target.Within + step.After), hours);

    private IEnumerable<Escalation> Open()
    {
        var done = Steps.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return done.Length >= MostSteps ? [] : Target.Escalations.Where(step => !done.Contains(KeyOf(step)));
    }

    /// <summary>A step by the queue that asks for it and by what it says: each runs once, also where queues escalate to each other.</summary>
    private string KeyOf(Escalation step)
    {
        var text = Ids.Text(QueueId) + JsonSerializer.Serialize(step, ServiceLevelsJson.Default.Escalation);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static long Ms(int seconds) => seconds * 1_000L;
}
