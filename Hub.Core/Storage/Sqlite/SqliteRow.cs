using SQLitePCL;

namespace Hub.Core.Storage.Sqlite;

internal sealed class SqliteRow(sqlite3_stmt statement) : Row
{
    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override Guid Id(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

    public override long Long(int column) => raw.sqlite3_column_int64(statement, column);

    public override string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public override bool Bool(int column) => raw.sqlite3_column_int64(statement, column) != 0;

    public override byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();
}
