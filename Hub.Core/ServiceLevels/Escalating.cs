using Hub.Core.Alarms;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.ServiceLevels;

/// <summary>Does what the steps of an escalation say, in the transaction that marks them as done.</summary>
internal static class Escalating
{
    /// <summary>The subject of a clock's alarm.</summary>
    public static string AlarmOf(ServiceClock clock) => $"{Ids.Text(clock.ConversationId)}:{clock.Metric}";

    public static async Task RunAsync(Tx tx, ServiceClock clock, IReadOnlyList<Escalation> steps, AlarmStore alarms, CancellationToken ct)
    {
        if (await ConversationStore.LockAsync(tx, clock.ConversationId, ct) is not { Status: not ConversationStatus.Resolved } before) return;
        var after = before;
        foreach (var step in steps) after = await AfterAsync(tx, after, step, ct);
        if (after != before) await ConversationStore.SaveAsync(tx, before, after, Subject.System, ct);
        if (steps.Any(step => step.Alarm))
            await alarms.RaiseAsync(
                tx, AlarmKinds.ServiceLate, AlarmOf(clock),
                FormattableString.Invariant($"Conversation {before.Number}: the promise {clock.Metric} is due at {clock.DueAt?.ToTime():yyyy-MM-dd HH:mm:ss} UTC."), ct);
    }

    private static async Task<Conversation> AfterAsync(Tx tx, Conversation now, Escalation step, CancellationToken ct)
    {
        var after = now with { Priority = Math.Max(now.Priority, step.Priority ?? now.Priority), Tags = step.Tag is { } tag ? With(now.Tags, tag) : now.Tags };
        return step.Queue is { } key && await QueueStore.FindByKeyAsync(tx, key, ct) is { } queue && queue.Id != now.QueueId
            ? after with { QueueId = queue.Id, AssigneeId = null }
            : after;
    }

    private static string With(string tags, string tag)
    {
        var all = ConversationTags.Read(tags);
        return all.Count < ConversationTags.Most ? ConversationTags.Write(all.Append(tag)) : tags;
    }
}
