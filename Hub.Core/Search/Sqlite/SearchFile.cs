using Hub.Core.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hub.Core.Search.Sqlite;

/// <summary>
/// The open file of the index: one connection that writes, a few that read. It is derived, so it need not survive a power cut to the last
/// commit (<c>synchronous=NORMAL</c>): its position goes back together with its content.
/// </summary>
internal sealed class SearchFile : IAsyncDisposable
{
    /// <summary>Grows whenever the words or the tables change; a file of another version is made anew.</summary>
    private const long Version = 2;

    // the words come ready from the tokenizer: 'ascii' cuts at the spaces between them and at nothing else
    private const string Schema =
        """
        CREATE VIRTUAL TABLE documents USING fts5 (words, content='', contentless_delete=1, tokenize='ascii');
        CREATE TABLE conversations (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL,
          active_at INTEGER NOT NULL,
          parts INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE messages (id BLOB PRIMARY KEY, document INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX conversations_active ON conversations (active_at, number);
        CREATE TABLE position (journal INTEGER NOT NULL, backfill INTEGER NOT NULL) STRICT;
        """;

    private readonly SqliteConnection _connection;

    private SearchFile(string path, TimeProvider time)
    {
        _connection = Connect(path, forWriting: true);
        Writer = new SearchWriter(_connection);
        Readers = new SqliteReaders(() => Connect(path, forWriting: false), new SqliteDialect(), time);
    }

    public SearchWriter Writer { get; }

    public SqliteReaders Readers { get; }

    /// <summary>The file at this path, or null where there is none of this version.</summary>
    public static async Task<SearchFile?> OpenAsync(string path, TimeProvider time)
    {
        if (!File.Exists(path)) return null;
        var file = new SearchFile(path, time);
        try
        {
            using var version = file._connection.CreateCommand();
            version.CommandText = "PRAGMA user_version";
            if ((long)version.ExecuteScalar()! == Version) return file;
        }
        catch (SqliteException)
        {
            await file.DisposeAsync();
            throw;
        }

        await file.DisposeAsync();
        return null;
    }

    /// <summary>An empty file in the place of whatever is there; a former one's log would otherwise be taken for the new one's.</summary>
    public static SearchFile Create(string path, TimeProvider time)
    {
        File.Delete(path);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        var file = new SearchFile(path, time);
        Run(file._connection, $"BEGIN; {Schema} PRAGMA user_version={Version}; COMMIT");
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        // the writer closes last, so that it is the one that checkpoints
        await Readers.DisposeAsync();
        Writer.Dispose();
        await _connection.DisposeAsync();
    }

    private static SqliteConnection Connect(string path, bool forWriting)
    {
        var mode = forWriting ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite;
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = mode }.ToString());
        try
        {
            connection.Open();
            Run(connection, forWriting
                ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;"
                : "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
