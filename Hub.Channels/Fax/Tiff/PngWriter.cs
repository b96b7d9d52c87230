using System.Buffers.Binary;
using System.IO.Compression;

namespace Hub.Channels.Fax.Tiff;

/// <summary>Writes a page as a PNG of one bit a pixel (W3C PNG, third edition).</summary>
public static class PngWriter
{
    /// <summary>The media type of what is written.</summary>
    public const string MediaType = "image/png";

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The whole file.</summary>
    public static byte[] Write(Bitmap page)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        Chunk(png, "IHDR"u8, Header(page));
        Chunk(png, "IDAT"u8, Packed(page));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Header(Bitmap page)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, page.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), page.Height);
        // one bit of grey; the rest is zero: deflate, the one set of filters, not interlaced
        header[8] = 1;
        return header;
    }

    /// <summary>The lines, each after the byte that names its filter, which is none. Grey 0 is black.</summary>
    private static ReadOnlySpan<byte> Packed(Bitmap page)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var line = new byte[page.Stride + 1];
            for (var row = 0; row < page.Height; row++)
            {
                var bits = page.Bits.Span.Slice(row * page.Stride, page.Stride);
                for (var i = 0; i < bits.Length; i++) line[i + 1] = (byte)~bits[i];
                zlib.Write(line);
            }
        }

        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(type);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, content));
        png.Write(number);
    }
}
