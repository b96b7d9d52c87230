using Npgsql;

namespace Hub.Core.Storage.Postgres;

internal sealed class PostgresRow(NpgsqlDataReader rows) : Row
{
    public override bool IsNull(int column) => rows.IsDBNull(column);

    public override Guid Id(int column) => rows.GetGuid(column);

    public override long Long(int column) => rows.GetInt64(column);

    public override string Text(int column) => rows.GetString(column);

    public override bool Bool(int column) => rows.GetBoolean(column);

    public override byte[] Bytes(int column) => rows.GetFieldValue<byte[]>(column);
}
