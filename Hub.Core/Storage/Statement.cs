using System.Data;
using System.Data.Common;

namespace Hub.Core.Storage;

/// <summary>
/// A prepared command for the hot paths. Its SQL names its parameters <c>$1, $2, ...</c>; bind them in that order, then run.
/// One statement serves one connection and is not shared between threads.
/// </summary>
public sealed class Statement
{
    private readonly DbCommand _command;
    private readonly Dialect _dialect;
    private int _bound;

    internal Statement(DbConnection connection, Dialect dialect, string sql)
    {
        _dialect = dialect;
        _command = connection.CreateCommand();
        _command.CommandText = dialect.Render(sql);
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(string? value) => Next(value, DbType.String);

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(long value) => Next(value, DbType.Int64);

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(long? value) => Next(value, DbType.Int64);

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(bool value) => Next(value, DbType.Boolean);

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(byte[]? value) => Next(value, DbType.Binary);

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(Guid value) => Next(_dialect.Bind(value), DbType.Guid);

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(Guid? value) => Next(value is { } id ? _dialect.Bind(id) : null, DbType.Guid);

    /// <summary>Runs it and answers how many rows it changed.</summary>
    public Task<int> ExecuteAsync(CancellationToken ct)
    {
        CheckBound();
        return _command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs it and reads its first row, or answers <c>default</c> where there is none.</summary>
    public async Task<T?> FirstAsync<T>(Func<Row, T> read, CancellationToken ct)
    {
        CheckBound();
        await using var rows = await _command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? read(new Row(rows, _dialect)) : default;
    }

    /// <summary>Runs it and reads every row.</summary>
    public async Task<List<T>> ListAsync<T>(Func<Row, T> read, CancellationToken ct)
    {
        CheckBound();
        var list = new List<T>();
        await using var rows = await _command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) list.Add(read(new Row(rows, _dialect)));
        return list;
    }

    /// <summary>Forgets what was bound: a user before may have failed half way.</summary>
    internal Statement Begin()
    {
        _bound = 0;
        return this;
    }

    private Statement Next(object? value, DbType type)
    {
        if (_bound == _command.Parameters.Count)
        {
            // the type is said once, because PostgreSQL can neither infer nor prepare that of a null
            var parameter = _command.CreateParameter();
            parameter.DbType = type;
            _dialect.NameParameter(parameter, _bound + 1);
            _command.Parameters.Add(parameter);
        }

        _command.Parameters[_bound++].Value = value ?? DBNull.Value;
        return this;
    }

    private void CheckBound()
    {
        if (_bound != _command.Parameters.Count)
            throw new InvalidOperationException($"{_bound} of {_command.Parameters.Count} parameters are bound: {_command.CommandText}");
        _bound = 0;
    }
}
