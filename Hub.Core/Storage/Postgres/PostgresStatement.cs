using Npgsql;
using NpgsqlTypes;

namespace Hub.Core.Storage.Postgres;

/// <summary>A command with positional parameters, which Npgsql prepares by itself when it is used again.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly DbSession _session;
    private readonly NpgsqlCommand _command;
    private int _bound;

    public PostgresStatement(DbSession session, string sql)
    {
        _session = session;
        _command = new NpgsqlCommand(sql, (NpgsqlConnection)session.Connection);
    }

    public override Statement Bind(string? value) => Next(value, NpgsqlDbType.Text);

    public override Statement Bind(long value) => Next(value, NpgsqlDbType.Bigint);

    public override Statement Bind(long? value) => Next(value, NpgsqlDbType.Bigint);

    public override Statement Bind(bool value) => Next(value, NpgsqlDbType.Boolean);

    public override Statement Bind(byte[]? value) => Next(value, NpgsqlDbType.Bytea);

    public override Statement Bind(Guid value) => Next(value, NpgsqlDbType.Uuid);

    public override Statement Bind(Guid? value) => Next(value, NpgsqlDbType.Uuid);

    public override async Task<int> ExecuteAsync(CancellationToken ct)
    {
        if (_session.Waiting.Count == 0) return await Bound().ExecuteNonQueryAsync(ct);
        await using var batch = new PostgresBatch(_session, Detached());
        await batch.ExecuteAsync(ct);
        return batch.Changed;
    }

    public override Task<Later<int>> ExecuteWithNextAsync(CancellationToken ct)
    {
        var changed = new Later<int>();
        _session.Waiting.Add(new WaitingCommand(Detached(), null, rows => changed.Value = rows));
        return Task.FromResult(changed);
    }

    public override Task<Later<T?>> FirstWithNextAsync<T>(Func<Row, T> read, CancellationToken ct)
        where T : default
    {
        var first = new Later<T?>();
        _session.Waiting.Add(new WaitingCommand(Detached(), row => first.Value = row is null ? default : read(row), null));
        return Task.FromResult(first);
    }

    public override Task ExecuteAtEndAsync(Tx tx, CancellationToken ct)
    {
        tx.AtEnd.Add(Detached());
        return Task.CompletedTask;
    }

    public override async Task<T?> FirstAsync<T>(Func<Row, T> read, CancellationToken ct)
        where T : default
    {
        T? first = default;
        await ReadAsync(async rows => first = await rows.ReadAsync(ct) ? read(new PostgresRow(rows)) : default, ct);
        return first;
    }

    public override async Task<List<T>> ListAsync<T>(Func<Row, T> read, CancellationToken ct)
    {
        var list = new List<T>();
        await ReadAsync(
            async rows =>
            {
                var row = new PostgresRow(rows);
                while (await rows.ReadAsync(ct)) list.Add(read(row));
            },
            ct);
        return list;
    }

    public override void Dispose() => _command.Dispose();

    internal override Statement Begin()
    {
        _bound = 0;
        return this;
    }

    private PostgresStatement Next(object? value, NpgsqlDbType type)
    {
        // the type is said once, because PostgreSQL can neither infer nor prepare that of a null
        if (_bound == _command.Parameters.Count) _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        _command.Parameters[_bound++].Value = value ?? DBNull.Value;
        return this;
    }

    private async Task ReadAsync(Func<NpgsqlDataReader, Task> read, CancellationToken ct)
    {
        if (_session.Waiting.Count == 0)
        {
            await using var rows = await Bound().ExecuteReaderAsync(ct);
            await read(rows);
            return;
        }

        await using var batch = new PostgresBatch(_session, Detached());
        await batch.ReadAsync(read, ct);
    }

    /// <summary>What is bound now, apart from this statement, which may be bound anew.</summary>
    private NpgsqlBatchCommand Detached()
    {
        var command = new NpgsqlBatchCommand(Bound().CommandText);
        foreach (NpgsqlParameter bound in _command.Parameters) command.Parameters.Add(bound.Clone());
        return command;
    }

    private NpgsqlCommand Bound() => _bound == _command.Parameters.Count
        ? _command
        : throw new InvalidOperationException($"{_bound} of {_command.Parameters.Count} parameters are bound: {_command.CommandText}");
}
