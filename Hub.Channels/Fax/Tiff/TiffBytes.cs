using System.Buffers.Binary;

namespace Hub.Channels.Fax.Tiff;

/// <summary>The bytes of a TIFF in its own byte order (TIFF 6.0 section 2). Nothing is read outside them.</summary>
internal readonly struct TiffBytes
{
    private const int Magic = 42;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _bigEndian;

    /// <exception cref="UnreadableTiffException">It is no TIFF.</exception>
    public TiffBytes(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 8) throw new UnreadableTiffException("it is too short for a TIFF");
        _bigEndian = (bytes.Span[0], bytes.Span[1]) switch
        {
            ((byte)'I', (byte)'I') => false,
            ((byte)'M', (byte)'M') => true,
            _ => throw new UnreadableTiffException("it does not begin as a TIFF does"),
        };
        if (Short(2) != Magic) throw new UnreadableTiffException("it does not begin as a TIFF does");
    }

    public int Length => _bytes.Length;

    /// <exception cref="UnreadableTiffException">The file ends before.</exception>
    public ushort Short(long offset) =>
        _bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Slice(offset, 2).Span) : BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2).Span);

    /// <exception cref="UnreadableTiffException">The file ends before.</exception>
    public uint Long(long offset) =>
        _bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Slice(offset, 4).Span) : BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4).Span);

    /// <exception cref="UnreadableTiffException">The file ends before.</exception>
    public ReadOnlyMemory<byte> Slice(long offset, long count) => offset >= 0 && count >= 0 && offset + count <= _bytes.Length
        ? _bytes.Slice((int)offset, (int)count)
        : throw new UnreadableTiffException("it points outside of itself");

    /// <summary>As much of that as there is: a fax that was cut off ends in the middle of a strip.</summary>
    /// <exception cref="UnreadableTiffException">There is nothing of it.</exception>
    public ReadOnlyMemory<byte> Rest(long offset, long count) => Slice(offset, Math.Min(count, Math.Max(0, _bytes.Length - offset)));
}
