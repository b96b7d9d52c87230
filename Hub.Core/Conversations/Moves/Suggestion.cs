using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Conversations.Moves;

/// <summary>That a conversation may belong to another one: agreed to by merging, else dismissed.</summary>
public static class Suggestion
{
    /// <summary>Says that the two are different matters.</summary>
    /// <returns>False where there is no such conversation for this caller.</returns>
    public static async Task<bool> DismissAsync(Tx tx, Guid id, Subject subject, CancellationToken ct)
    {
        if (await ConversationStore.LockAsync(tx, id, ct) is not { } conversation || !ConversationStore.MaySee(subject, conversation)) return false;
        if (conversation.MayBelongTo is not null)
            await ConversationStore.SaveAsync(tx, conversation, conversation with { MayBelongTo = null }, subject.Actor, ct);
        return true;
    }
}
