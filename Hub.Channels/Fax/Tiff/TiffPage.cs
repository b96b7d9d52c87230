namespace Hub.Channels.Fax.Tiff;

/// <summary>One page of a fax: what its fields say, within the limits.</summary>
internal sealed record TiffPage
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required TiffCompression Compression { get; init; }

    /// <summary>A bit that is set is white, not black.</summary>
    public required bool SetIsWhite { get; init; }

    /// <summary>The lowest bit of a byte is the leftmost pixel.</summary>
    public required bool LowBitFirst { get; init; }

    /// <summary>Lines may be written by their difference to the one above (T.4 section 4.2).</summary>
    public required bool TwoDimensional { get; init; }

    public required int RowsPerStrip { get; init; }

    /// <summary>Where the strips are, and how long.</summary>
    public required IReadOnlyList<(long Offset, long Length)> Strips { get; init; }

    /// <summary>How often each line is shown so that the pixels are square: a fax of 204 by 98 dots an inch is twice as wide as it is high.</summary>
    public required int Stretch { get; init; }

    /// <summary>Bytes of an unpacked line.</summary>
    public int Stride => (Width + 7) / 8;

    /// <exception cref="UnreadableTiffException">It is no page of a fax, or too large.</exception>
    public static TiffPage Of(TiffDirectory fields)
    {
        if (fields.Number(TiffTag.BitsPerSample, 1) != 1 || fields.Number(TiffTag.SamplesPerPixel, 1) != 1)
            throw new UnreadableTiffException("it has shades or colours, which faxes have not");
        if (fields.Has(TiffTag.TileWidth)) throw new UnreadableTiffException("it is in tiles, which faxes are not");
        var (width, height) = (fields.Number(TiffTag.ImageWidth, 0), fields.Number(TiffTag.ImageLength, 0));
        if (width is < 1 or > TiffLimits.Width) throw new UnreadableTiffException("a page has no width, or is too wide");
        if (height is < 1 or > TiffLimits.Height) throw new UnreadableTiffException("a page has no height, or is too high");
        var stretch = StretchOf(fields.Fraction(TiffTag.XResolution), fields.Fraction(TiffTag.YResolution));
        if (height * stretch > TiffLimits.Height) stretch = 1;
        if (width * height * stretch > TiffLimits.Pixels) throw new UnreadableTiffException("a page has too many pixels");
        var rows = Math.Clamp(fields.Number(TiffTag.RowsPerStrip, height), 1, height);
        const int bilevelWhenSet = 1;
        const int lowFirst = 2;
        return new TiffPage
        {
            Width = (int)width,
            Height = (int)height,
            Compression = CompressionOf(fields),
            SetIsWhite = fields.Number(TiffTag.Photometric, 0) == bilevelWhenSet,
            LowBitFirst = fields.Number(TiffTag.FillOrder, 1) == lowFirst,
            TwoDimensional = (fields.Number(TiffTag.T4Options, 0) & 1) != 0,
            RowsPerStrip = (int)rows,
            Strips = StripsOf(fields, (int)((height + rows - 1) / rows)),
            Stretch = stretch,
        };
    }

    private static TiffCompression CompressionOf(TiffDirectory fields)
    {
        var compression = fields.Number(TiffTag.Compression, 1);
        return compression <= int.MaxValue && Enum.IsDefined((TiffCompression)(int)compression)
            ? (TiffCompression)(int)compression
            : throw new UnreadableTiffException("it is compressed as no fax is");
    }

    private static IReadOnlyList<(long, long)> StripsOf(TiffDirectory fields, int needed)
    {
        var offsets = fields.Numbers(TiffTag.StripOffsets, TiffLimits.Strips);
        var lengths = fields.Numbers(TiffTag.StripByteCounts, TiffLimits.Strips);
        if (offsets.Count == 0) throw new UnreadableTiffException("a page has no content");
        // the length of a single strip is often left out: it goes to the end
        return [.. offsets.Take(needed).Select((offset, i) => (offset, i < lengths.Count && lengths[i] > 0 ? lengths[i] : uint.MaxValue))];
    }

    /// <summary>Only ratios are read, so that the unit does not matter. Beyond four nothing is a fax (204 by 50 does not exist).</summary>
    private static int StretchOf(double across, double down) =>
        across > 0 && down > 0 ? (int)Math.Clamp(Math.Round(across / down), 1, 4) : 1;
}
