using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database, after the callers of a commit were told and never as part of it. Ordinarily that waits for
/// nobody; when readers have kept the log from starting anew until it is large, the writer waits a moment for them.
/// </summary>
internal sealed class SqliteCheckpoints(SqliteConnection connection)
{
    /// <summary>Pages written between two checkpoints: 16 MiB.</summary>
    private const int Every = 4000;

    /// <summary>Pages in the log from which on it is made to start anew: 64 MiB.</summary>
    private const int Large = 16_384;

    // SQLITE_DBSTATUS_CACHE_WRITE: the pages that this connection has written since it was asked last
    private const int PagesWritten = 9;

    private int _pages;

    public void AfterCommit()
    {
        raw.sqlite3_db_status(connection.Handle, PagesWritten, out var written, out _, 1);
        _pages += written;
        if (_pages < Every) return;
        _pages = 0;
        // no code is looked at: what could not be moved stays in the log, and a disk that fails fails the commits too
        raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var inLog, out _);
        if (inLog > Large) raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
    }
}
