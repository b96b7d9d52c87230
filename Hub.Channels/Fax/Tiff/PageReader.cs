namespace Hub.Channels.Fax.Tiff;

/// <summary>Unpacks the strips of a page.</summary>
internal static class PageReader
{
    public static Bitmap Read(TiffBytes bytes, TiffPage page)
    {
        var stride = page.Stride;
        var rows = new byte[stride * page.Height];
        var (good, read) = (0, 0L);
        for (var strip = 0; strip < page.Strips.Count; strip++)
        {
            var content = bytes.Rest(page.Strips[strip].Offset, page.Strips[strip].Length);
            // else thousands of strips could each name the whole file
            if ((read += content.Length) > bytes.Length) throw new UnreadableTiffException("its strips lie over one another");
            var first = strip * page.RowsPerStrip;
            var target = rows.AsSpan(first * stride, Math.Min(page.RowsPerStrip, page.Height - first) * stride);
            good += ReadStrip(Straight(content.Span, page), page, target);
        }

        if (page.SetIsWhite) Invert(rows);
        return new Bitmap(page.Width, page.Height * page.Stretch, Stretched(rows, stride, page.Stretch), page.Height - good);
    }

    /// <summary>How many lines of it were read whole.</summary>
    private static int ReadStrip(ReadOnlySpan<byte> packed, TiffPage page, Span<byte> target) => page.Compression switch
    {
        TiffCompression.None => Copy(packed, page.Stride, target),
        TiffCompression.PackBits => PackBits.Read(packed, target) / page.Stride,
        _ => new FaxDecoder(packed, page).Read(target),
    };

    private static int Copy(ReadOnlySpan<byte> packed, int stride, Span<byte> target)
    {
        var count = Math.Min(packed.Length, target.Length);
        packed[..count].CopyTo(target);
        return count / stride;
    }

    /// <summary>The bytes of a strip, their highest bit the leftmost.</summary>
    private static ReadOnlySpan<byte> Straight(ReadOnlySpan<byte> content, TiffPage page)
    {
        // what PackBits counts are bytes: only the pixels in them could be turned round, and no fax is written so
        if (!page.LowBitFirst || page.Compression == TiffCompression.PackBits) return content;
        var turned = new byte[content.Length];
        for (var i = 0; i < turned.Length; i++) turned[i] = Turned(content[i]);
        return turned;
    }

    /// <summary>Its bits in the opposite order.</summary>
    private static byte Turned(byte value)
    {
        var (turned, rest) = (0, (int)value);
        for (var i = 0; i < 8; i++, rest >>= 1) turned = (turned << 1) | (rest & 1);
        return (byte)turned;
    }

    private static void Invert(Span<byte> rows)
    {
        for (var i = 0; i < rows.Length; i++) rows[i] = (byte)~rows[i];
    }

    private static byte[] Stretched(byte[] rows, int stride, int times)
    {
        if (times == 1) return rows;
        var stretched = new byte[rows.Length * times];
        for (var line = 0; line < stretched.Length / stride; line++)
            rows.AsSpan(line / times * stride, stride).CopyTo(stretched.AsSpan(line * stride));
        return stretched;
    }
}
