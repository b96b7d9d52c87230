using System.Data.Common;

namespace Hub.Core.Storage;

/// <summary>The present row of a <see cref="Statement"/>; columns are counted from 0.</summary>
public readonly struct Row(DbDataReader reader, Dialect dialect)
{
    /// <summary>An id.</summary>
    public Guid Id(int column) => dialect.ReadId(reader, column);

    /// <summary>An id or null.</summary>
    public Guid? IdOrNull(int column) => reader.IsDBNull(column) ? null : dialect.ReadId(reader, column);

    /// <summary>A whole number or time.</summary>
    public long Long(int column) => reader.GetInt64(column);

    /// <summary>A whole number or time, or null.</summary>
    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A text.</summary>
    public string Text(int column) => reader.GetString(column);

    /// <summary>A text or null.</summary>
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A truth value.</summary>
    public bool Bool(int column) => reader.GetBoolean(column);

    /// <summary>Bytes or null.</summary>
    public byte[]? BytesOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
