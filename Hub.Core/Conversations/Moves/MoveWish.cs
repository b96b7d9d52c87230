namespace Hub.Core.Conversations.Moves;

/// <summary>Messages of a conversation to go into another one that there is.</summary>
/// <param name="From">Where they are.</param>
/// <param name="Messages">Which: at most <see cref="SplitWish.Most"/>, and not all that there are.</param>
/// <param name="To">Where they belong.</param>
public sealed record MoveWish(SeenConversation From, IReadOnlyCollection<Guid> Messages, SeenConversation To);
