using Microsoft.Data.Sqlite;

namespace Hub.Core.Storage.Sqlite;

/// <summary>Makes the database's file whole or not at all, and refuses one that is not what was left there.</summary>
internal static class SqliteFile
{
    /// <summary>Up to this size every page is looked at when the store opens (some tenths of a second); beyond it the first of each table.</summary>
    private const long SmallBytes = 32 * 1024 * 1024;

    /// <summary>Sees to it that there is a database, without ever taking a lost one for a new one.</summary>
    /// <exception cref="StoreException">The file was emptied or taken away.</exception>
    public static void CreateIfNew(string path)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: 0 })
            throw new StoreException($"The database {file.FullName} is empty (0 bytes), which it never is. {Guidance}");
        if (file.Exists) return;
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
            throw new StoreException($"The database {file.FullName} is gone, but its log {path}-wal is there. {Guidance}");

        // under another name until it is complete, so that an empty file is never one of ours
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var connection = new SqliteConnection($"Data Source={unfinished};Pooling=False"))
        {
            connection.Open();
            connection.Execute("PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL");
        }

        File.Move(unfinished, path);
    }

    /// <summary>Finds a file that was replaced, zeroed or cut off.</summary>
    /// <exception cref="StoreException">The file is damaged.</exception>
    public static void RefuseIfDamaged(SqliteConnection connection, string path)
    {
        try
        {
            if (new FileInfo(path).Length <= SmallBytes) CheckEveryPage(connection, path);
            else CheckEveryTableOpens(connection);
        }
        catch (SqliteException error)
        {
            throw Damaged(path, error.Message, error);
        }
    }

    /// <summary>What the user hears of a damaged file.</summary>
    public static StoreException Damaged(string path, string what, Exception? error) =>
        new($"The database {Path.GetFullPath(path)} is damaged ({what}). {Guidance}", error);

    private const string Guidance =
        "It was left as it is. Put a backup in its place, or start with another folder (--data DIR) and keep this one for recovery.";

    private static void CheckEveryPage(SqliteConnection connection, string path)
    {
        var found = connection.Scalar<string>("PRAGMA quick_check(1)");
        if (found != "ok") throw Damaged(path, found, null);
    }

    private static void CheckEveryTableOpens(SqliteConnection connection)
    {
        foreach (var table in connection.Texts("SELECT name FROM sqlite_schema WHERE type = 'table'"))
            connection.Execute($"SELECT * FROM \"{table}\" LIMIT 1");
    }
}
