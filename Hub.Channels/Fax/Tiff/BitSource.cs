namespace Hub.Channels.Fax.Tiff;

/// <summary>Bits from the highest of the first byte on. After the end there are zeros, which no code consists of.</summary>
internal ref struct BitSource(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _at;

    public readonly bool IsAtEnd => _at >= _bytes.Length * 8L;

    /// <summary>The next bits, at most 16 of them, the first one highest.</summary>
    public readonly int Peek(int count)
    {
        var index = (int)(_at >> 3);
        var window = (At(index) << 16) | (At(index + 1) << 8) | At(index + 2);
        return (window >> (24 - (int)(_at & 7) - count)) & ((1 << count) - 1);
    }

    public void Skip(int count) => _at = Math.Min(_at + count, _bytes.Length * 8L);

    /// <summary>How many bits were read.</summary>
    public readonly long Position => _at;

    /// <summary>Reads from there again.</summary>
    public void Return(long position) => _at = position;

    public void SkipToByte() => Skip((int)(-_at & 7));

    private readonly int At(int index) => index < _bytes.Length ? _bytes[index] : 0;
}
