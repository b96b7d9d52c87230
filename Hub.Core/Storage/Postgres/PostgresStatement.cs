using Npgsql;
using NpgsqlTypes;

namespace Hub.Core.Storage.Postgres;

/// <summary>A command with positional parameters, which Npgsql prepares by itself when it is used again.</summary>
internal sealed class PostgresStatement : Statement
{
    private readonly NpgsqlCommand _command;
    private int _bound;

    public PostgresStatement(NpgsqlConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    public override Statement Bind(string? value) => Next(value, NpgsqlDbType.Text);

    public override Statement Bind(long value) => Next(value, NpgsqlDbType.Bigint);

    public override Statement Bind(long? value) => Next(value, NpgsqlDbType.Bigint);

    public override Statement Bind(bool value) => Next(value, NpgsqlDbType.Boolean);

    public override Statement Bind(byte[]? value) => Next(value, NpgsqlDbType.Bytea);

    public override Statement Bind(Guid value) => Next(value, NpgsqlDbType.Uuid);

    public override Statement Bind(Guid? value) => Next(value, NpgsqlDbType.Uuid);

    public override Task<int> ExecuteAsync(CancellationToken ct) => Bound().ExecuteNonQueryAsync(ct);

    public override Task ExecuteAtEndAsync(Tx tx, CancellationToken ct)
    {
        var command = new NpgsqlBatchCommand(Bound().CommandText);
        foreach (NpgsqlParameter bound in _command.Parameters) command.Parameters.Add(bound.Clone());
        tx.AtEnd.Add(command);
        return Task.CompletedTask;
    }

    public override async Task<T?> FirstAsync<T>(Func<Row, T> read, CancellationToken ct)
        where T : default
    {
        await using var rows = await Bound().ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? read(new PostgresRow(rows)) : default;
    }

    public override async Task<List<T>> ListAsync<T>(Func<Row, T> read, CancellationToken ct)
    {
        var list = new List<T>();
        await using var rows = await Bound().ExecuteReaderAsync(ct);
        var row = new PostgresRow(rows);
        while (await rows.ReadAsync(ct)) list.Add(read(row));
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

    private NpgsqlCommand Bound() => _bound == _command.Parameters.Count
        ? _command
        : throw new InvalidOperationException($"{_bound} of {_command.Parameters.Count} parameters are bound: {_command.CommandText}");
}
