namespace Hub.Core.Search;

/// <summary>What an index takes in at once.</summary>
/// <param name="From">The position that it continues.</param>
/// <param name="To">The position when it is in.</param>
/// <param name="Conversations">Each conversation concerned, once.</param>
public sealed record SearchBatch(SearchPosition From, SearchPosition To, IReadOnlyList<ConversationText> Conversations);
