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

    public async Task ExecuteAsync(CancellationToken ct)
    {
        await _batch.ExecuteNonQueryAsync(ct);
        Tell();
    }

    /// <summary>Reads the rows of the last command; those that waited answer none.</summary>
    public async Task ReadAsync(Func<NpgsqlDataReader, Task> read, CancellationToken ct)
    {
        await using (var rows = await _batch.ExecuteReaderAsync(ct)) await read(rows);
        Tell();
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    private void Tell()
    {
        foreach (var waiting in _waiting) waiting.Changed.Count = (int)((NpgsqlBatchCommand)waiting.Command).Rows;
    }
}
