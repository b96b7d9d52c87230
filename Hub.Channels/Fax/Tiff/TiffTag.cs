namespace Hub.Channels.Fax.Tiff;

/// <summary>The fields that are read, by their numbers (TIFF 6.0 appendix A).</summary>
internal enum TiffTag
{
    ImageWidth = 256,
    ImageLength = 257,
    BitsPerSample = 258,
    Compression = 259,
    Photometric = 262,
    FillOrder = 266,
    StripOffsets = 273,
    SamplesPerPixel = 277,
    RowsPerStrip = 278,
    StripByteCounts = 279,
    XResolution = 282,
    YResolution = 283,
    T4Options = 292,
    T6Options = 293,
    TileWidth = 322,
}
