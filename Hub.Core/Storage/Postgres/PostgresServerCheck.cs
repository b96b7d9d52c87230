using System.Globalization;
using Dapper;
using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>What a server must be before anything is promised on it.</summary>
internal static class PostgresServerCheck
{
    private const int OldestVersion = 15;

    /// <exception cref="StoreException">A commit would not survive a power cut there, or the hub cannot work with it.</exception>
    public static async Task RefuseIfUnfitAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var version = await ShowAsync(connection, "server_version_num", ct);
        if (int.Parse(version, CultureInfo.InvariantCulture) < OldestVersion * 10_000)
            throw new StoreException($"PostgreSQL {connection.ServerVersion} is older than {OldestVersion}, the oldest that the hub works with. Upgrade it.");

        foreach (var setting in new[] { "fsync", "synchronous_commit" })
            if (await ShowAsync(connection, setting, ct) == "off")
                throw new StoreException(
                    $"PostgreSQL runs with {setting} = off: what it has committed does not survive a power cut, and the hub promises that " +
                    $"it does. Set {setting} = on (postgresql.conf, ALTER DATABASE or ALTER ROLE) and start the hub again.");

        var encoding = await ShowAsync(connection, "server_encoding", ct);
        if (encoding != "UTF8")
            throw new StoreException($"The database is encoded in {encoding}, which cannot hold every text. Create it with ENCODING 'UTF8'.");

        if (await ShowAsync(connection, "transaction_read_only", ct) == "on")
            throw new StoreException(
                "The database takes no writes: it is a standby, or default_transaction_read_only is on. Point Storage:ConnectionString at the primary.");
    }

    private static async Task<string> ShowAsync(NpgsqlConnection connection, string setting, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<string>(new CommandDefinition($"SHOW {setting}", cancellationToken: ct)) ?? "";
}
