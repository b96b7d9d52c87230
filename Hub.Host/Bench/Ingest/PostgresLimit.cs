using Npgsql;

namespace Hub.Host.Bench.Ingest;

/// <summary>What PostgreSQL does at the most here: so many connections as producers, each committing one prepared insert of a row as large
/// as a message at a time.</summary>
internal static class PostgresLimit
{
    public static async Task<double> MeasureAsync(NpgsqlConnectionStringBuilder connection, int rows, int together, string text, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connection.ConnectionString);
        await using (var create = source.CreateCommand(
            "DROP TABLE IF EXISTS bench_limit; CREATE TABLE bench_limit (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL UNIQUE, body text NOT NULL)"))
            await create.ExecuteNonQueryAsync(ct);
        var connections = await Task.WhenAll(Enumerable.Range(0, together).Select(_ => PreparedAsync(source, text, ct)));
        var free = new System.Collections.Concurrent.ConcurrentBag<NpgsqlCommand>(connections);
        var result = await new Measurement(rows).RunAsync("limit", together, async _ =>
        {
            if (!free.TryTake(out var insert)) throw new InvalidOperationException("There are fewer connections than senders.");
            insert.Parameters[0].Value = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
            await insert.ExecuteNonQueryAsync(ct);
            free.Add(insert);
        });
        foreach (var insert in connections) await insert.Connection!.DisposeAsync();
        await using (var drop = source.CreateCommand("DROP TABLE bench_limit")) await drop.ExecuteNonQueryAsync(ct);
        return result.Rate;
    }

    private static async Task<NpgsqlCommand> PreparedAsync(NpgsqlDataSource source, string text, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        var insert = new NpgsqlCommand("INSERT INTO bench_limit (id, body) VALUES ($1, $2)", connection)
        {
            Parameters = { new NpgsqlParameter { Value = Guid.Empty }, new NpgsqlParameter { Value = text } },
        };
        await insert.PrepareAsync(ct);
        return insert;
    }
}
