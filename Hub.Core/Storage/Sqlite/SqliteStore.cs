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
            SqliteFile.CreateIfNew(_path);
            var connection = await OpenWriterAsync(ct);
            _readers = new SqliteReaders(OpenReader, Dialect, Time);
            _writer = new SqliteWriter(connection, Dialect, Time, CommitError, Announce);
            _writer.Start();
        }
        catch (Exception error)
        {
            _lock.Dispose();
            if (error is not SqliteException failed) throw;
            throw failed.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT
                ? SqliteFile.Damaged(_path, failed.Message, failed)
                : Dialect.Classify(failed);
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

    private async Task<SqliteConnection> OpenWriterAsync(CancellationToken ct)
    {
        var connection = Open(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA busy_timeout=200; " +
            "PRAGMA journal_size_limit=67108864;");
        try
        {
            RefuseIfUnsafe(connection);
            SqliteFile.RefuseIfDamaged(connection, _path);
            await SchemaMigrator.MigrateAsync(connection, Dialect, ct);
            // the lock file proves that no former owner is alive
            connection.Execute("UPDATE leases SET until_at = 0");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private SqliteConnection OpenReader() => Open("PRAGMA query_only=ON; PRAGMA cache_size=-4096;");

    private SqliteConnection Open(string settings)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Pooling = false,
            Mode = SqliteOpenMode.ReadWrite,
        }.ToString());
        try
        {
            connection.Open();
            connection.CreateFunction("hub_now", () => Time.GetUtcNow().ToUnixTimeMilliseconds());
            // no connection checkpoints by itself: the writer does between commits
            connection.Execute(
                "PRAGMA wal_autocheckpoint=0; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;" + settings);
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
        var mode = connection.Scalar<string>("PRAGMA journal_mode");
        var synchronous = connection.Scalar<long>("PRAGMA synchronous");
        if (mode != "wal" || synchronous != 2)
            throw new StoreException($"SQLite runs with journal_mode={mode}, synchronous={synchronous}; the hub needs wal and 2 (FULL) to promise that nothing is lost.");
    }
}
