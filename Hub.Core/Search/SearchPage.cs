namespace Hub.Core.Search;

/// <summary>A page of what was found.</summary>
/// <param name="Conversations">The ids, the most recently active first.</param>
/// <param name="Next">Where the next page begins, or null when this is the last.</param>
public sealed record SearchPage(IReadOnlyList<Guid> Conversations, SearchCursor? Next)
{
    /// <summary>Nothing was found.</summary>
    public static readonly SearchPage Empty = new([], null);
}
