using System.Collections.Concurrent;

namespace Hub.Core.Storage;

/// <summary>
/// What differs between the engines: a handful of words in braces that the SQL texts and schema files use, how statements are
/// prepared, and how errors are classed. Everything else is SQL that both engines have.
/// </summary>
public abstract class Dialect
{
    private readonly ConcurrentDictionary<string, string> _rendered = new();

    /// <summary>The provider's name as configured: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The words and what they stand for, without their braces.</summary>
    protected abstract IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>The SQL with every word filled in.</summary>
    public string Render(string sql) => sql.Contains('{') ? _rendered.GetOrAdd(sql, Fill) : sql;

    /// <summary>Prepares a statement, whose words are filled in, on a session's connection.</summary>
    public abstract Statement Prepare(DbSession session, string sql);

    /// <summary>The engine's error as one of the store's own exceptions, or the same exception where it is none of them.</summary>
    public abstract Exception Classify(Exception error);

    private string Fill(string sql)
    {
        foreach (var (word, text) in Words) sql = sql.Replace("{" + word + "}", text, StringComparison.Ordinal);
        return sql;
    }
}
