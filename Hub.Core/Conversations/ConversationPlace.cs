namespace Hub.Core.Conversations;

/// <summary>A place in a list of conversations.</summary>
/// <param name="At">The time that the list is ordered by, UTC milliseconds.</param>
/// <param name="Number">The number, which decides among equal times.</param>
public sealed record ConversationPlace(long At, long Number);
