namespace Hub.Core.Conversations.Moves;

/// <summary>Messages of a conversation to begin another one.</summary>
/// <param name="From">Where they are.</param>
/// <param name="Messages">Which: at most <see cref="Most"/>, and not all that there are.</param>
/// <param name="Subject">The new one's subject; that of the first of them where null.</param>
public sealed record SplitWish(SeenConversation From, IReadOnlyCollection<Guid> Messages, string? Subject)
{
    /// <summary>The most messages that are taken out at once.</summary>
    public const int Most = 200;
}
