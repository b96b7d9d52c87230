using Hub.Core.Agents;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// Asking a colleague for advice on a conversation that stays whose it is. The colleague sees it, whatever queue it is in, until the advice
/// is given or not asked for any more, or the conversation is resolved. Question and advice are private notes, the caller's to write.
/// </summary>
public static class Consulting
{
    /// <summary>Asks.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="agent">Who is asked.</param>
    /// <param name="subject">Who asks.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<ChangeResult> AskAsync(Tx tx, Guid id, Guid agent, Subject subject, CancellationToken ct)
    {
        if (await ConversationStore.LockAsync(tx, id, ct) is not { } before || !ConversationStore.MaySee(subject, before)) return new ChangeResult.NotFound();
        if (before.MergedInto is { } holder) return new ChangeResult.Refused("id", ConversationStore.MergedReason(holder));
        if (before.Status == ConversationStatus.Resolved) return new ChangeResult.Refused("id", "is resolved");
        if (before.ConsultedId is not null) return new ChangeResult.Refused("agent", "cannot be asked beside the one who is asked already");
        if (before.AssigneeId == agent) return new ChangeResult.Refused("agent", "has the conversation");
        if (await AgentStore.FindAsync(tx, agent, ct) is not { Disabled: false }) return new ChangeResult.Refused("agent", "does not exist, or may not sign in");
        return await SaveAsync(tx, before, agent, subject, ct);
    }

    /// <summary>Ends it, where there is something to end.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="id">The conversation.</param>
    /// <param name="subject">Who ends it: whoever sees the conversation.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task<ChangeResult> EndAsync(Tx tx, Guid id, Subject subject, CancellationToken ct)
    {
        if (await ConversationStore.LockAsync(tx, id, ct) is not { } before || !ConversationStore.MaySee(subject, before)) return new ChangeResult.NotFound();
        return before.ConsultedId is null ? new ChangeResult.Refused("id", "asks nobody for advice") : await SaveAsync(tx, before, null, subject, ct);
    }

    private static async Task<ChangeResult> SaveAsync(Tx tx, Conversation before, Guid? asked, Subject subject, CancellationToken ct)
    {
        await ConversationStore.SaveAsync(tx, before, before with { ConsultedId = asked }, subject.Actor, ct);
        return new ChangeResult.Done((await ConversationStore.ShowAsync(tx, before.Id, ct))!);
    }
}
