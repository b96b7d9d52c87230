namespace Hub.Core.Conversations.Moves;

/// <summary>One conversation to become part of another.</summary>
/// <param name="From">The one that stays behind empty and points at the other.</param>
/// <param name="Into">The one that holds everything then.</param>
public sealed record MergeWish(SeenConversation From, SeenConversation Into);
