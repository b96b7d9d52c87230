namespace Hub.Host.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes pages.</summary>
internal static class Page
{
    /// <summary>The page of these rows.</summary>
    /// <param name="rows">As many as <see cref="PageQuery.Rows"/> asked for, or fewer at the end.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="view">How a row is shown.</param>
    /// <param name="next">The cursor for going on after a row.</param>
    public static Page<TView> Of<TRow, TView>(IReadOnlyList<TRow> rows, PageQuery query, Func<TRow, TView> view, Func<TRow, string> next)
    {
        var shown = rows.Take(query.Size).ToList();
        return new Page<TView>([.. shown.Select(view)], rows.Count > shown.Count ? next(shown[^1]) : null);
    }
}
