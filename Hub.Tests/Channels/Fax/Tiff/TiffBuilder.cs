using System.Buffers.Binary;

namespace Hub.Tests.Channels.Fax.Tiff;

/// <summary>Writes TIFFs: small good ones, and ones that lie.</summary>
internal sealed class TiffBuilder(bool bigEndian = false)
{
    public const int Width = 256, Height = 257, BitsPerSample = 258, Compression = 259, Photometric = 262, FillOrder = 266, StripOffsets = 273,
        RowsPerStrip = 278, StripByteCounts = 279, XResolution = 282, YResolution = 283, T4Options = 292;

    private readonly List<byte> _bytes = [.. bigEndian ? "MM"u8 : "II"u8, .. Two(42, bigEndian), 0, 0, 0, 0];
    private int _link = 4;

    /// <summary>Where the last page's fields are.</summary>
    public int LastPage { get; private set; }

    /// <summary>Bits as written, such as <c>0011 0101</c>, filled up to a byte.</summary>
    public static byte[] Bits(string text)
    {
        var bits = text.Replace(" ", "", StringComparison.Ordinal);
        bits = bits.PadRight((bits.Length + 7) / 8 * 8, '0');
        return [.. bits.Chunk(8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    /// <summary>Adds a page of one strip; <paramref name="fields"/> replace what is usual.</summary>
    public TiffBuilder Page(int width, int height, int compression, byte[] strip, params (int Tag, long Value)[] fields)
    {
        var offset = Add(strip);
        var all = new SortedDictionary<int, long>
        {
            [Width] = width, [Height] = height, [Compression] = compression, [StripOffsets] = offset, [StripByteCounts] = strip.Length,
        };
        foreach (var (tag, value) in fields) all[tag] = value;
        LastPage = _bytes.Count;
        Put(_link, Four((uint)LastPage));
        _bytes.AddRange(Two((ushort)all.Count, bigEndian));
        foreach (var (tag, value) in all)
        {
            // a rational's value is where it stands
            var type = tag is XResolution or YResolution ? 5 : 4;
            _bytes.AddRange([.. Two((ushort)tag, bigEndian), .. Two((ushort)type, bigEndian), .. Four(1), .. Four((uint)value)]);
        }

        _link = _bytes.Count;
        _bytes.AddRange(Four(0));
        return this;
    }

    public int Add(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return _bytes.Count - bytes.Length;
    }

    public int Fraction(uint over, uint under) => Add([.. Four(over), .. Four(under)]);

    /// <summary>The next page is where this number says.</summary>
    public TiffBuilder Next(int offset)
    {
        Put(_link, Four((uint)offset));
        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private void Put(int at, byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++) _bytes[at + i] = bytes[i];
    }

    private static byte[] Two(ushort value, bool bigEndian)
    {
        var bytes = new byte[2];
        if (bigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private byte[] Four(uint value)
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
