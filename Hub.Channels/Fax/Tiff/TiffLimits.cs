namespace Hub.Channels.Fax.Tiff;

/// <summary>The most that is read of one TIFF; what goes beyond it is refused before anything is reserved for it.</summary>
public static class TiffLimits
{
    /// <summary>Pages.</summary>
    public const int Pages = 1000;

    /// <summary>Entries of one directory; the TIFFs of fax servers have about 20.</summary>
    public const int Entries = 512;

    /// <summary>Strips of one page.</summary>
    public const int Strips = 30_000;

    /// <summary>Pixels of a line. ITU-T T.4 goes up to 4864 (A3 at 16 lines a mm).</summary>
    public const int Width = 10_000;

    /// <summary>Lines of a page, after they were doubled to square the pixels.</summary>
    public const int Height = 30_000;

    /// <summary>Pixels of a page, after that: 8 MiB of memory.</summary>
    public const int Pixels = 64 << 20;
}
