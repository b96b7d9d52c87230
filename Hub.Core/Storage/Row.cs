namespace Hub.Core.Storage;

/// <summary>The present row of a <see cref="Statement"/>; columns are counted from 0. Read it at once: the next row takes its place.</summary>
public abstract class Row
{
    /// <summary>Whether the column holds nothing.</summary>
    public abstract bool IsNull(int column);

    /// <summary>An id.</summary>
    public abstract Guid Id(int column);

    /// <summary>A whole number or time.</summary>
    public abstract long Long(int column);

    /// <summary>A text.</summary>
    public abstract string Text(int column);

    /// <summary>A truth value.</summary>
    public abstract bool Bool(int column);

    /// <summary>Bytes.</summary>
    public abstract byte[] Bytes(int column);

    /// <summary>An id or null.</summary>
    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    /// <summary>A whole number or time, or null.</summary>
    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    /// <summary>A text or null.</summary>
    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Bytes or null.</summary>
    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column);
}
