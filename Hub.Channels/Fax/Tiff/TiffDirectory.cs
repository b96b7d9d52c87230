namespace Hub.Channels.Fax.Tiff;

/// <summary>The fields of one page (an image file directory, TIFF 6.0 section 2).</summary>
internal sealed class TiffDirectory
{
    private const int EntryLength = 12;
    private readonly TiffBytes _bytes;
    private readonly Dictionary<TiffTag, long> _entries = [];

    /// <exception cref="UnreadableTiffException">It is not wholly in the file, or has too many fields.</exception>
    public TiffDirectory(TiffBytes bytes, long offset)
    {
        _bytes = bytes;
        int count = bytes.Short(offset);
        if (count > TiffLimits.Entries) throw new UnreadableTiffException("a page has too many fields");
        // the first of two entries of the same number counts, as in most readers
        for (var i = 0; i < count; i++) _entries.TryAdd((TiffTag)bytes.Short(offset + 2 + (i * EntryLength)), offset + 2 + (i * EntryLength));
        Next = bytes.Long(offset + 2 + (count * EntryLength));
    }

    /// <summary>Where the next one is; 0 for nowhere.</summary>
    public long Next { get; }

    public bool Has(TiffTag tag) => _entries.ContainsKey(tag);

    /// <summary>A number, or what is usual where the field is missing.</summary>
    /// <exception cref="UnreadableTiffException">The field is no whole number.</exception>
    public long Number(TiffTag tag, long usual) => Find(tag) is { Count: > 0 } field ? At(field, 0) : usual;

    /// <summary>The numbers of a field; none where it is missing.</summary>
    /// <exception cref="UnreadableTiffException">They are no whole numbers, or more than <paramref name="most"/>.</exception>
    public IReadOnlyList<long> Numbers(TiffTag tag, int most)
    {
        if (Find(tag) is not { } field) return [];
        if (field.Count > most) throw new UnreadableTiffException($"its field {(int)tag} has too many numbers");
        var numbers = new long[field.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = At(field, i);
        return numbers;
    }

    private (int Size, long Count, long Offset)? Find(TiffTag tag)
    {
        if (!_entries.TryGetValue(tag, out var entry)) return null;
        var size = _bytes.Short(entry + 2) switch
        {
            1 => 1,
            3 => 2,
            4 => 4,
            _ => throw new UnreadableTiffException($"its field {(int)tag} is no whole number"),
        };
        long count = _bytes.Long(entry + 4);
        // up to four bytes stand in the entry itself
        return (size, count, count * size <= 4 ? entry + 8 : _bytes.Long(entry + 8));
    }

    private long At((int Size, long Count, long Offset) field, int index)
    {
        var offset = field.Offset + ((long)index * field.Size);
        return field.Size switch { 1 => _bytes.Slice(offset, 1).Span[0], 2 => _bytes.Short(offset), _ => _bytes.Long(offset) };
    }

    /// <summary>A fraction; 0 where it is missing or none.</summary>
    public double Fraction(TiffTag tag)
    {
        const int rational = 5;
        if (!_entries.TryGetValue(tag, out var entry) || _bytes.Short(entry + 2) != rational) return 0;
        var at = _bytes.Long(entry + 8);
        var (over, under) = (_bytes.Long(at), _bytes.Long(at + 4L));
        return under == 0 ? 0 : (double)over / under;
    }
}
