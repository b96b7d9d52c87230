using Hub.Core.Storage;

namespace Hub.Core.Search;

/// <summary>
/// The words of conversations, derived from the store and remade whenever it is missing, damaged or of another version. What is added
/// and how far it reaches are committed together.
/// </summary>
public interface ISearchIndex
{
    /// <summary>How far the index is; null while it holds nothing and waits for <see cref="ResetAsync"/>.</summary>
    Task<SearchPosition?> PositionAsync(CancellationToken ct);

    /// <summary>Empties the index and sets where it begins.</summary>
    Task ResetAsync(SearchPosition start, Lease lease, CancellationToken ct);

    /// <summary>Adds a batch and moves the position from where the batch began.</summary>
    /// <exception cref="LeaseLostException">Somebody else has moved it.</exception>
    Task AddAsync(SearchBatch batch, Lease lease, CancellationToken ct);

    /// <summary>
    /// The conversations in which every term of the query occurs, the most recently active first. Text of any kind is a query; one
    /// without a word finds nothing. The caller leaves out what its user may not see, and asks for the next page where too little is left.
    /// </summary>
    /// <param name="query">What a person typed.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="before">The end of the page before, or null for the first page.</param>
    /// <param name="ct">Ends the search.</param>
    /// <exception cref="SearchUnavailableException">The index is damaged and is being remade.</exception>
    Task<SearchPage> FindAsync(string query, int limit, SearchCursor? before, CancellationToken ct);
}
