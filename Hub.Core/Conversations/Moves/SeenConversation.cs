namespace Hub.Core.Conversations.Moves;

/// <summary>A conversation that a caller names.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version at which the caller saw it; null for any.</param>
public readonly record struct SeenConversation(Guid Id, long? Version);
