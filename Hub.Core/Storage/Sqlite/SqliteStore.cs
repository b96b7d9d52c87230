using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>
/// The embedded store: one file in WAL mode with <c>synchronous=FULL</c>, one writer that is also the only checkpointer (SQLite before
/// 3.51.3 can corrupt a WAL when two connections checkpoint at once), and readers that can only read.
/// </summary>
public sealed class SqliteStore : Store
{
    private readonly string _folder;
    private readonly string _path;
    private DataFolderLock? _lock;
    private SqliteWriter? _writer;
    private SqliteReaders? _readers;

    /// <summary>A store in this data folder; call <see cref="OpenAsync"/> before use.</summary>
    public SqliteStore(string dataFolder, TimeProvider time) : base(new SqliteDialect(), time)
    {
        _folder = dataFolder;
        _path = Path.Combine(dataFolder, "hub.db");
    }

    /// <inheritdoc/>
    public override bool IsAlone => true;

    /// <inheritdoc/>
    public override async Task OpenAsync(CancellationToken ct)
    {
        _lock = DataFolderLock.Take(_folder);
        try
        {
            var connection = OpenConnection(forWriting: true);
            RefuseIfUnsafe(connection);
            await SchemaMigrator.MigrateAsync(connection, Dialect, ct);
            await FreeLeasesAsync(connection, ct);
            _readers = new SqliteReaders(() => OpenConnection(forWriting: false), Dialect, Time);
            _writer = new SqliteWriter(connection, Dialect, Time, Announce);
            _writer.Start();
        }
        catch (Exception error)
        {
            _lock.Dispose();
            if (error is SqliteException { SqliteErrorCode: raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT })
                throw new StoreException(
                    $"The database {Path.GetFullPath(_path)} is damaged ({error.Message}). It was left as it is. Put a backup in its place, " +
                    "or start with another folder (--data DIR) and keep this one for recovery.",
                    error);
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<T> WriteAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct) =>
        Opened(_writer).WriteAsync(unit, ct);

    /// <inheritdoc/>
    public override Task<T> WriteInBackgroundAsync<T>(Func<Tx, CancellationToken, Task<T>> unit, CancellationToken ct) =>
        Opened(_writer).WriteInBackgroundAsync(unit, ct);

    /// <inheritdoc/>
    public override Task<T> ReadAsync<T>(Func<DbSession, CancellationToken, Task<T>> query, CancellationToken ct) =>
        Opened(_readers).ReadAsync(query, ct);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        // the writer closes last, so that it is the one that checkpoints
        if (_readers is not null) await _readers.DisposeAsync();
        if (_writer is not null) await _writer.DisposeAsync();
        _lock?.Dispose();
    }

    private static T Opened<T>(T? part) where T : class => part ?? throw new InvalidOperationException("The store is not open.");

    private void Announce(IEnumerable<Topic> news)
    {
        foreach (var topic in news) Signals[topic].Pulse();
    }

    private SqliteConnection OpenConnection(bool forWriting)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Pooling = false,
            Mode = forWriting ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        }.ToString());
        try
        {
            connection.Open();
            connection.CreateFunction("hub_now", () => Time.GetUtcNow().ToUnixTimeMilliseconds());
            var settings = forWriting
                ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;"
                : "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-4096;";
            Execute(connection, settings + "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void RefuseIfUnsafe(SqliteConnection connection)
    {
        var mode = (string)Scalar(connection, "PRAGMA journal_mode");
        var synchronous = (long)Scalar(connection, "PRAGMA synchronous");
        if (mode != "wal" || synchronous != 2)
            throw new StoreException($"SQLite runs with journal_mode={mode}, synchronous={synchronous}; the hub needs wal and 2 (FULL) to promise that nothing is lost.");
        CheckEveryTableOpens(connection);
    }

    /// <summary>Looks at the first and last row of every table: quick at any size, and finds a file that was replaced or zeroed.</summary>
    private static void CheckEveryTableOpens(SqliteConnection connection)
    {
        var tables = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table'";
            using var rows = command.ExecuteReader();
            while (rows.Read()) tables.Add(rows.GetString(0));
        }

        foreach (var table in tables)
            Execute(connection, $"SELECT * FROM \"{table}\" LIMIT 1");
    }

    /// <summary>The lock file proves that no former owner is alive.</summary>
    private static async Task FreeLeasesAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE leases SET until_at = 0";
        await command.ExecuteNonQueryAsync(ct);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
