namespace Hub.Core.Storage.Blobs;

/// <summary>A stream whose beginning has been read already, whole again.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> start, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _start = start;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start.IsEmpty) return await rest.ReadAsync(buffer, cancellationToken);
        var length = Math.Min(buffer.Length, _start.Length);
        _start[..length].CopyTo(buffer);
        _start = _start[length..];
        return length;
    }
}
