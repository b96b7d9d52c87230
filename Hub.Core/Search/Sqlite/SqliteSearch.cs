using Hub.Core.Storage;

namespace Hub.Core.Search.Sqlite;

/// <summary>One search: each term's conversations are read off the rowids of its documents, and the terms meet in the conversations.</summary>
internal sealed class SqliteSearch(SearchQuery query, int limit, SearchCursor before)
{
    public async Task<SearchPage> RunAsync(DbSession session, CancellationToken ct)
    {
        if (query.Terms.Count == 0) return SearchPage.Empty;
        var statement = session.Statement(Sql(query.Terms.Count)).Bind(before.ActiveAt).Bind(before.Number).Bind(limit);
        foreach (var term in query.Terms) statement.Bind(Expression(term));
        var found = await statement.ListAsync(row => new SearchHit(row.Id(0), new SearchCursor(row.Long(1), row.Long(2))), ct);
        return new SearchPage(found, found.Count < limit ? null : found[^1].At);
    }

    private static string Sql(int terms)
    {
        var conditions = Enumerable.Range(4, terms).Select(
            place => $" AND number IN (SELECT rowid >> {SearchWriter.PartBits} FROM documents WHERE documents MATCH ${place})");
        return
            $"""
            SELECT id, active_at, number FROM conversations WHERE (active_at, number) < ($1, $2){string.Concat(conditions)}
            ORDER BY active_at DESC, number DESC LIMIT $3
            """;
    }

    /// <summary>In quotes, where FTS5 knows no operators; words hold neither quotes nor spaces.</summary>
    private static string Expression(SearchTerm term)
    {
        var phrase = $"\"{string.Join(' ', term.Words)}\"";
        return term.Number is null ? phrase : $"{phrase} OR \"{term.Number}\" *";
    }
}
