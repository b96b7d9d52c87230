using Npgsql;

namespace Hub.Tests.Servers;

/// <summary>One test's own, empty database; dropped when disposed, whoever is still connected.</summary>
public sealed class PostgresDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    public string ConnectionString { get; } = server.ConnectionString(name);

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(connection);
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None);
    }
}
