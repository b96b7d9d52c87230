using Npgsql;

namespace Hub.Core.Storage.Postgres;

/// <summary>A session's waiting commands and the one that takes them along, in one round trip.</summary>
internal sealed class PostgresBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlBatchCommand _last;
    private readonly WaitingCommand[] _waiting;

    public PostgresBatch(DbSession session, NpgsqlBatchCommand last)
    {
        _last = last;
        _waiting = [.. session.Waiting];
        session.Waiting.Clear();
        _batch = ((NpgsqlConnection)session.Connection).CreateBatch();
        foreach (var waiting in _waiting) _batch.BatchCommands.Add((NpgsqlBatchCommand)waiting.Command);
        _batch.BatchCommands.Add(last);
    }

    /// <summary>How many rows the last command changed.</summary>
    public int Changed => (int)_last.Rows;

    /// <summary>Runs the commands, of which the last answers no rows.</summary>
    public Task ExecuteAsync(CancellationToken ct) => ReadAsync(rows => Task.CompletedTask, ct);

    /// <summary>Runs the commands and reads the rows of the last.</summary>
    public async Task ReadAsync(Func<NpgsqlDataReader, Task> read, CancellationToken ct)
    {
        await using (var rows = await _batch.ExecuteReaderAsync(ct))
        {
            foreach (var first in _waiting.Select(waiting => waiting.First).OfType<Action<Row?>>())
            {
                first(await rows.ReadAsync(ct) ? new PostgresRow(rows) : null);
                await rows.NextResultAsync(ct);
            }

            await read(rows);
        }

        foreach (var waiting in _waiting) waiting.Changed?.Invoke((int)((NpgsqlBatchCommand)waiting.Command).Rows);
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
