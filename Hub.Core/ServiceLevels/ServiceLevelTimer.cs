using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.ServiceLevels;

/// <summary>
/// What time does to the clocks of a conversation: the warning, the breach, the steps of the escalation, each once, with the mark that it has been.
/// It waits for the reader, which may not have seen yet that the customer was answered in time.
/// </summary>
internal sealed class ServiceLevelTimer(ChannelRegistry channels, AlarmStore alarms) : ITimerHandler
{
    public const string TimerKind = "service-levels";

    /// <summary>How far the journal is looked through for news of one conversation.</summary>
    private const int FarBehind = 1_000;

    private const string Unread =
        """
        SELECT COUNT(*), COALESCE(SUM(CASE WHEN conversation_id = $1 AND kind NOT LIKE 'sla.%' THEN 1 ELSE 0 END), 0)
        FROM (SELECT conversation_id, kind FROM journal WHERE seq > (SELECT position FROM journal_cursors WHERE name = $2) ORDER BY seq LIMIT $3) AS unread
        """;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    public string Kind => TimerKind;

    /// <summary>Sets the timer of a conversation to an instant, by the clock that fires it; null for none.</summary>
    public static async Task SetAsync(Tx tx, Guid conversation, long? at, CancellationToken ct)
    {
        if (at is { } next) await TimerQueue.SetAfterAsync(tx, TimerKind, conversation, TimeSpan.FromMilliseconds(Math.Max(0, next - tx.Time.NowMs())), ct);
        else await TimerQueue.CancelAsync(tx, TimerKind, conversation, ct);
    }

    public async Task FireAsync(Tx tx, Guid subjectId, CancellationToken ct)
    {
        if (await IsBehindAsync(tx, subjectId, ct))
        {
            await TimerQueue.SetAfterAsync(tx, TimerKind, subjectId, LookAgain, ct);
            return;
        }

        var clocks = await ServiceClocks.RunningAsync(tx, [subjectId], ct);
        var facts = (await ClockFacts.OfConversationsAsync(tx, [subjectId], channels, ct)).GetValueOrDefault(subjectId);
        if (clocks.Count == 0 || facts is null) return;
        var rules = await ServiceRules.LoadAsync(tx, [.. clocks.Select(clock => clock.QueueId).Distinct()], ct);
        var (now, next) = (tx.Time.NowMs(), (long?)null);
        foreach (var clock in clocks)
        {
            var hours = rules.Hours(clock.QueueId, clock.Target);
            var (after, steps) = Passed(tx, facts, clock, (now, clock.WarnAt(hours), clock.DueSteps(now, hours)));
            if (after != clock) await ServiceClocks.SaveAsync(tx, after, ct);
            if (steps.Count > 0) await Escalating.RunAsync(tx, after, steps, alarms, ct);
            if (after.NextAt(hours) is { } at && !(at > next)) next = at;
        }

        if (next is not null) await SetAsync(tx, subjectId, next, ct);
    }

    private static (ServiceClock After, IReadOnlyList<Escalation> Steps) Passed(
        Tx tx, ConversationFacts facts, ServiceClock clock, (long Now, long? WarnAt, IReadOnlyList<Escalation> Steps) at)
    {
        var after = clock;
        if (clock.BreachedAt is null && clock.DueAt <= at.Now)
        {
            after = after with { BreachedAt = clock.DueAt };
            ClockEntries.Append(tx, JournalKinds.SlaBreached, facts, after);
        }
        else if (clock is { BreachedAt: null, WarnedAt: null } && at.WarnAt <= at.Now)
        {
            after = after with { WarnedAt = at.WarnAt };
            ClockEntries.Append(tx, JournalKinds.SlaWarning, facts, after);
        }

        return (at.Steps.Count > 0 ? after.Did(at.Steps) : after, at.Steps);
    }

    private static async Task<bool> IsBehindAsync(Tx tx, Guid conversation, CancellationToken ct)
    {
        var (unread, ofConversation) = await tx.Statement(Unread).Bind(conversation).Bind(ServiceLevelReader.ReaderName).Bind((long)FarBehind)
            .FirstAsync(row => (row.Long(0), row.Long(1)), ct);
        return ofConversation > 0 || unread == FarBehind;
    }
}
