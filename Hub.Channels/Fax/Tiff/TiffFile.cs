namespace Hub.Channels.Fax.Tiff;

/// <summary>
/// A TIFF as fax servers make them (TIFF 6.0, RFC 2306): black and white, in strips, unpacked or by PackBits, ITU-T T.4 or T.6. Its pages are
/// found at once and unpacked one at a time.
/// </summary>
public sealed class TiffFile
{
    private readonly TiffBytes _bytes;
    private readonly List<long> _pages;

    private TiffFile(TiffBytes bytes, List<long> pages) => (_bytes, _pages) = (bytes, pages);

    /// <summary>How many pages it has.</summary>
    public int Pages => _pages.Count;

    /// <summary>Finds the pages. What cannot be reached of a file that was cut off is left out.</summary>
    /// <exception cref="UnreadableTiffException">It is no TIFF, or has no page or too many.</exception>
    public static TiffFile Open(ReadOnlyMemory<byte> content)
    {
        var bytes = new TiffBytes(content);
        var pages = new List<long>();
        var seen = new HashSet<long>();
        for (long next = bytes.Long(4); next != 0;)
        {
            if (!seen.Add(next)) throw new UnreadableTiffException("its pages go round in a circle");
            if (pages.Count == TiffLimits.Pages) throw new UnreadableTiffException("it has too many pages");
            pages.Add(next);
            next = NextOf(bytes, next, pages);
        }

        return pages.Count > 0 ? new TiffFile(bytes, pages) : throw new UnreadableTiffException("it has no page");
    }

    /// <summary>Unpacks a page, its lines repeated where that makes its pixels square.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <exception cref="UnreadableTiffException">It is broken, too large, or of a kind that faxes are not.</exception>
    public Bitmap Page(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Pages);
        return PageReader.Read(_bytes, TiffPage.Of(new TiffDirectory(_bytes, _pages[number])));
    }

    private static long NextOf(TiffBytes bytes, long offset, List<long> pages)
    {
        try
        {
            return new TiffDirectory(bytes, offset).Next;
        }
        catch (UnreadableTiffException) when (pages.Count > 1)
        {
            pages.RemoveAt(pages.Count - 1);
            return 0;
        }
    }
}
