namespace Hub.Core.Conversations;

/// <summary>A conversation that an arrival could join.</summary>
internal sealed record JoinableConversation(Guid Id, Guid ContactId, string Channel, bool Threaded, string Status, long? ResolvedAt);
