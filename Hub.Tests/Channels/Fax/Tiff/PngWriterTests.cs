using System.Buffers.Binary;
using System.IO.Compression;
using Hub.Channels.Fax.Tiff;

namespace Hub.Tests.Channels.Fax.Tiff;

public sealed class PngWriterTests
{
    private static readonly Bitmap Page = new(12, 2, new byte[] { 0xF0, 0x00, 0x00, 0x10 }, 0);

    [Fact]
    public void A_page_is_written_as_one_bit_of_grey()
    {
        var png = PngWriter.Write(Page);
        Assert.Equal("89504E470D0A1A0A0000000D49484452", Convert.ToHexString(png, 0, 16));
        Assert.Equal((12, 2), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.Equal("0100000000", Convert.ToHexString(png, 24, 5));
        // the last chunk is always the same, its check sum too
        Assert.Equal("0000000049454E44AE426082", Convert.ToHexString(png, png.Length - 12, 12));
    }

    [Fact]
    public void Its_lines_are_there_with_black_as_nothing()
    {
        var png = PngWriter.Write(Page);
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var lines = new MemoryStream();
        zlib.CopyTo(lines);
        Assert.Equal("000FFF00FFEF", Convert.ToHexString(lines.ToArray()));
    }
}
