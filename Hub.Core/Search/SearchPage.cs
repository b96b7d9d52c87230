namespace Hub.Core.Search;

/// <summary>A page of what was found.</summary>
/// <param name="Hits">What was found, the most recently active first.</param>
/// <param name="Next">Where the next page begins, or null when this is the last.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, SearchCursor? Next)
{
    /// <summary>Nothing was found.</summary>
    public static readonly SearchPage Empty = new([], null);

    /// <summary>The ids of what was found.</summary>
    public IReadOnlyList<Guid> Conversations => [.. Hits.Select(hit => hit.Conversation)];
}
