namespace Hub.Core.Storage.Blobs;

/// <summary>The pieces of a content one after the other, each fetched when the one before has been read; the first missing one ends it.</summary>
internal sealed class PieceStream(Func<long, CancellationToken, Task<byte[]?>> fetch) : ForwardStream
{
    private ReadOnlyMemory<byte> _rest;
    private long _next;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty) _rest = await fetch(_next++, cancellationToken);
        var length = Math.Min(buffer.Length, _rest.Length);
        _rest[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }
}
