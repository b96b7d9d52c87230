using System.Buffers.Binary;

namespace Hub.Channels.Mail.Mime.Tnef;

/// <summary>Reads little-endian values one after the other. Beyond the end everything is empty, and <see cref="IsBroken"/> says so.</summary>
internal sealed class TnefCursor(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public bool IsBroken { get; private set; }

    public bool IsAtEnd => _at >= bytes.Length;

    public int Left => bytes.Length - _at;

    public byte Byte() => Take(1) is { Length: 1 } taken ? taken.Span[0] : (byte)0;

    public ushort Short() => Take(2) is { Length: 2 } taken ? BinaryPrimitives.ReadUInt16LittleEndian(taken.Span) : (ushort)0;

    public uint Int() => Take(4) is { Length: 4 } taken ? BinaryPrimitives.ReadUInt32LittleEndian(taken.Span) : 0;

    /// <summary>So many bytes; none where there are not as many.</summary>
    public ReadOnlyMemory<byte> Take(uint length)
    {
        if (length > (uint)Left)
        {
            IsBroken = true;
            _at = bytes.Length;
            return default;
        }

        var taken = bytes.Slice(_at, (int)length);
        _at += (int)length;
        return taken;
    }

    /// <summary>So many bytes and those that fill them up to a multiple of four, which may lack at the end.</summary>
    public ReadOnlyMemory<byte> TakePadded(uint length)
    {
        var taken = Take(length);
        _at = (int)Math.Min(bytes.Length, _at + ((4 - (length & 3)) & 3));
        return taken;
    }
}
