using System.Data.Common;
using Dapper;

namespace Hub.Core.Storage;

/// <summary>
/// One connection in use by one caller. SQL may use the dialect's words; the Dapper calls name parameters <c>@name</c>, the hot
/// <see cref="Statement"/>s <c>$1</c>.
/// </summary>
public class DbSession : IAsyncDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    internal DbSession(DbConnection connection, Dialect dialect)
    {
        Connection = connection;
        Dialect = dialect;
    }

    /// <summary>The engine's differences.</summary>
    public Dialect Dialect { get; }

    internal DbConnection Connection { get; }

    /// <summary>What goes with the next <see cref="Statement"/> that runs.</summary>
    internal List<WaitingCommand> Waiting { get; } = [];

    /// <summary>The prepared statement of this SQL on this connection.</summary>
    public Statement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = Dialect.Prepare(this, Dialect.Render(sql)));
        return statement.Begin();
    }

    /// <summary>The first row, or null where there is none.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? args, CancellationToken ct) =>
        Connection.QueryFirstOrDefaultAsync<T?>(Command(sql, args, ct));

    /// <summary>Every row.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, object? args, CancellationToken ct) =>
        (await Connection.QueryAsync<T>(Command(sql, args, ct))).AsList();

    /// <summary>Every row of a query in which <c>@ids</c> stands for a list of ids that is not empty, as in <c>id IN @ids</c>.</summary>
    public Task<List<T>> ListAsync<T>(string sql, IReadOnlyCollection<Guid> ids, object? args, CancellationToken ct)
    {
        // not Dapper's own lists, whose ids miss the type handler on SQLite and become an array on PostgreSQL
        var parameters = new DynamicParameters(args);
        var names = ids.Select((id, place) =>
        {
            parameters.Add($"id{place}", id);
            return $"@id{place}";
        });
        return ListAsync<T>(sql.Replace("@ids", $"({string.Join(", ", names)})", StringComparison.Ordinal), parameters, ct);
    }

    /// <summary>Ends the session's statements and closes its connection.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var statement in _statements.Values) statement.Dispose();
        await Connection.DisposeAsync();
    }

    private protected CommandDefinition Command(string sql, object? args, CancellationToken ct) => Waiting.Count == 0
        ? new(Dialect.Render(sql), args, cancellationToken: ct)
        : throw new InvalidOperationException("A statement waits to go with the next one, which must be a Statement too.");
}
