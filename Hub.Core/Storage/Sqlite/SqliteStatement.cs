using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>
/// A statement on SQLite's own interface: the ADO.NET command looks up and copies each parameter anew at every run, which cost the intake
/// more than SQLite itself.
/// </summary>
internal sealed class SqliteStatement : Statement
{
    private const int LongestOnStack = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly SqliteRow _row;
    private readonly int[] _parameters;
    private int _bound;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _row = new SqliteRow(_statement);
        // SQLite counts them by where they first stand, and $4 may stand before $1
        _parameters = [.. Enumerable.Range(1, raw.sqlite3_bind_parameter_count(_statement)).Select(
            number => raw.sqlite3_bind_parameter_index(_statement, $"${number}"))];
    }

    public override Statement Bind(string? value)
    {
        if (value is null) return BindNull();
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most <= LongestOnStack ? null : ArrayPool<byte>.Shared.Rent(most);
        var bytes = rented is null ? stackalloc byte[LongestOnStack] : rented;
        var length = Encoding.UTF8.GetBytes(value, bytes);
        var code = raw.sqlite3_bind_text(_statement, Next(), bytes[..length]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return Checked(code);
    }

    public override Statement Bind(long value) => Checked(raw.sqlite3_bind_int64(_statement, Next(), value));

    public override Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public override Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public override Statement Bind(byte[]? value) =>
        value is null ? BindNull() : Checked(raw.sqlite3_bind_blob(_statement, Next(), value));

    public override Statement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Checked(raw.sqlite3_bind_blob(_statement, Next(), bytes));
    }

    public override Statement Bind(Guid? value) => value is { } id ? Bind(id) : BindNull();

    public override Task<int> ExecuteAsync(CancellationToken ct)
    {
        Begin(ct);
        try
        {
            while (Step())
            {
            }

            return Task.FromResult(raw.sqlite3_changes(_database));
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    // nothing is saved by waiting where there is no network
    public override async Task<Later<int>> ExecuteWithNextAsync(CancellationToken ct) => new() { Value = await ExecuteAsync(ct) };

    public override async Task<Later<T?>> FirstWithNextAsync<T>(Func<Row, T> read, CancellationToken ct)
        where T : default => new() { Value = await FirstAsync(read, ct) };

    public override Task ExecuteAtEndAsync(Tx tx, CancellationToken ct) => ExecuteAsync(ct);

    public override Task<T?> FirstAsync<T>(Func<Row, T> read, CancellationToken ct)
        where T : default
    {
        Begin(ct);
        try
        {
            return Task.FromResult(Step() ? read(_row) : default);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public override Task<List<T>> ListAsync<T>(Func<Row, T> read, CancellationToken ct)
    {
        Begin(ct);
        try
        {
            var list = new List<T>();
            while (Step()) list.Add(read(_row));
            return Task.FromResult(list);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public override void Dispose() => _statement.Dispose();

    internal override Statement Begin()
    {
        _bound = 0;
        return this;
    }

    private void Begin(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_bound != _parameters.Length)
            throw new InvalidOperationException($"{_bound} of {_parameters.Length} parameters are bound: {raw.sqlite3_sql(_statement).utf8_to_string()}");
    }

    /// <summary>Where SQLite has the next parameter.</summary>
    private int Next() => _bound < _parameters.Length
        ? _parameters[_bound++]
        : throw new InvalidOperationException($"There are only {_bound} parameters: {raw.sqlite3_sql(_statement).utf8_to_string()}");

    /// <returns>Whether there is a row.</returns>
    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    private SqliteStatement BindNull() => Checked(raw.sqlite3_bind_null(_statement, Next()));

    private SqliteStatement Checked(int code)
    {
        Check(code);
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
