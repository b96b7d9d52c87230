using Dapper;
using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>Applies the schema while no other node does.</summary>
internal static class PostgresSchema
{
    private const long Lock = 7002640471202;

    /// <summary>How long another node may take to apply it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static async Task MigrateAsync(NpgsqlConnection connection, Dialect dialect, CancellationToken ct)
    {
        await RunAsync(connection, $"SELECT pg_advisory_lock({Lock})", ct);
        await SchemaMigrator.MigrateAsync(connection, dialect, ct);
        await RunAsync(connection, $"SELECT pg_advisory_unlock({Lock})", ct);
    }

    private static Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: (int)Longest.TotalSeconds, cancellationToken: ct));
}
