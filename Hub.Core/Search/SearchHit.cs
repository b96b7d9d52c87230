namespace Hub.Core.Search;

/// <summary>A conversation that was found.</summary>
/// <param name="Conversation">Its id.</param>
/// <param name="At">Its place among the results: a page may be cut after it and go on from there.</param>
public sealed record SearchHit(Guid Conversation, SearchCursor At);
