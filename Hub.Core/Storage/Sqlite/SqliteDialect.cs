using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

internal sealed class SqliteDialect : Dialect
{
    public override string Name => "sqlite";

    protected override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["id"] = "BLOB",
        ["int"] = "INTEGER",
        ["time"] = "INTEGER",
        ["bool"] = "INTEGER",
        ["blob"] = "BLOB",
        ["identity"] = "INTEGER PRIMARY KEY",
        ["strict"] = "STRICT",
        ["rewritten"] = "STRICT",
        ["clustered"] = "STRICT, WITHOUT ROWID",
        ["now"] = "hub_now()",
        // one writer, so there is nothing to lock against
        ["keyShare"] = "",
        ["forUpdate"] = "",
        ["lockContact"] = "",
        ["lockConversation"] = "",
        ["lockContactAndConversation"] = "",
        ["skipLocked"] = "",
    };

    public override Statement Prepare(DbSession session, string sql) => new SqliteStatement((SqliteConnection)session.Connection, sql);

    public override Exception Classify(Exception error) => error is not SqliteException sqlite ? error : sqlite.SqliteErrorCode switch
    {
        raw.SQLITE_CONSTRAINT => new ConstraintException(sqlite.Message, sqlite),
        raw.SQLITE_FULL => new StoreUnavailableException("the disk of the data folder is full: nothing can be taken until there is space", sqlite),
        raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN =>
            new StoreUnavailableException($"the database cannot be used: {sqlite.Message}", sqlite),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            new StoreUnavailableException("another program holds the database; nothing but the hub may write to it", sqlite),
        raw.SQLITE_INTERRUPT => new OperationCanceledException("the statement was interrupted", sqlite),
        _ => new StoreException($"SQLite refused a statement: {sqlite.Message}", sqlite),
    };
}
