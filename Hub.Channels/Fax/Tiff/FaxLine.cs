namespace Hub.Channels.Fax.Tiff;

/// <summary>
/// A line as the places where its colour changes, which begins white (T.4 section 4.2.1.1). Places never fall. Runs of no length stay in: there are
/// encoders that take them for changes when they tell the next line by them.
/// </summary>
internal sealed class FaxLine(int width)
{
    private readonly int[] _changes = new int[width + 3];
    private int _count;

    public int Width => width;

    /// <summary>Where the change of this number is; the end of the line where there is none.</summary>
    public int this[int index] => index < _count ? _changes[index] : width;

    /// <summary>It has more changes than pixels: nobody draws so.</summary>
    public bool IsFull => _count > width;

    public void Clear() => _count = 0;

    /// <summary>The colour changes here; the end of the line is no change. At most two more may follow once it is full.</summary>
    public void Change(int at)
    {
        if (at < width) _changes[_count++] = at;
    }

    /// <summary>The number of the first change to the right of a place that is to the colour opposite to <paramref name="black"/>; the search begins near
    /// <paramref name="from"/>, since places only move a little to the left.</summary>
    public int ChangeAfter(int place, bool black, int from)
    {
        var index = Math.Min(from, _count);
        while (index > 0 && _changes[index - 1] > place) index--;
        while (index < _count && _changes[index] <= place) index++;
        return (index & 1) == (black ? 1 : 0) ? index : index + 1;
    }

    /// <summary>What follows the last run that was read is white.</summary>
    public void Cut() => _count -= _count & 1;

    /// <summary>Sets the bits of what is black.</summary>
    public void Draw(Span<byte> row)
    {
        for (var i = 0; i < _count; i += 2) Blacken(row, _changes[i], this[i + 1]);
    }

    private static void Blacken(Span<byte> row, int from, int to)
    {
        var (first, last) = (from >> 3, to >> 3);
        var left = (byte)(0xFF >> (from & 7));
        var right = (byte)~(0xFF >> (to & 7));
        if (first == last)
        {
            row[first] |= (byte)(left & right);
            return;
        }

        row[first] |= left;
        row[(first + 1)..last].Fill(0xFF);
        if (right != 0) row[last] |= right;
    }
}
