namespace Hub.Core.Conversations;

/// <summary>A conversation that an arrival could join.</summary>
internal sealed record JoinableConversation(Guid Id, Guid ContactId, string Channel, bool Threaded, string Status, long? ResolvedAt, long? WaitingSince)
{
    /// <summary>Whether it is open and its customer waits: then a further message changes nothing but its activity.</summary>
    public bool IsWaiting => Status == ConversationStatus.Open && WaitingSince is not null;
}
