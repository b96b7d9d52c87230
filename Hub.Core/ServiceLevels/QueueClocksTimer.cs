using Hub.Core.Channels;
using Hub.Core.Storage;
using Hub.Core.Timers;

namespace Hub.Core.ServiceLevels;

/// <summary>Reckons the clocks anew that run by an earlier version of a queue or of its calendar: some in each transaction, until none is left.</summary>
internal sealed class QueueClocksTimer(ChannelRegistry channels) : ITimerHandler
{
    public const string TimerKind = "service-levels-queue";

    public string Kind => TimerKind;

    public async Task FireAsync(Tx tx, Guid subjectId, CancellationToken ct)
    {
        if ((await ServiceRules.LoadAsync(tx, [subjectId], ct)).Of(subjectId) is not { } rule) return;
        var clocks = await ServiceClocks.OutdatedAsync(tx, rule, ct);
        var facts = await ClockFacts.OfConversationsAsync(tx, [.. clocks.Select(clock => clock.ConversationId).Distinct()], channels, ct);
        var rules = await ServiceRules.LoadAsync(tx, [.. facts.Values.Select(one => one.QueueId).OfType<Guid>().Append(subjectId).Distinct()], ct);
        var now = tx.Time.NowMs();
        foreach (var clock in clocks) await ServiceClocks.SaveAsync(tx, After(clock, facts[clock.ConversationId], rules, now), ct);
        foreach (var one in facts.Values)
        {
            // it knows the conversation's other clocks too
            await ServiceLevelTimer.SetAsync(tx, one.Id, now, ct);
            ClockEntries.AppendChanged(tx, one, await ServiceClocks.RunningAsync(tx, [one.Id], ct));
        }

        if (clocks.Count == ServiceClocks.Page) await TimerQueue.SetAfterAsync(tx, TimerKind, subjectId, TimeSpan.Zero, ct);
    }

    private static ServiceClock After(ServiceClock clock, ConversationFacts facts, ServiceRules rules, long now)
    {
        if (rules.Find(clock.Metric, facts, clock.QueueId) is not { } promise) return clock.At(now).End(now, ClockEnd.NoTarget);
        return promise.Queue.Id == clock.QueueId ? clock.Anew(promise, now) : clock.Under(promise, now, rules.Hours(clock.QueueId, clock.Target));
    }
}
