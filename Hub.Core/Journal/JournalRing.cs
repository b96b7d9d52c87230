namespace Hub.Core.Journal;

/// <summary>The latest of the journal in memory, so many at the most; what is older is read from the journal itself.</summary>
/// <typeparam name="T">The form in which entries are kept.</typeparam>
/// <param name="size">How many.</param>
/// <param name="seqOf">The number of an entry in that form.</param>
public sealed class JournalRing<T>(int size, Func<T, long> seqOf)
{
    private readonly T[] _kept = new T[size];
    private readonly Lock _gate = new();
    private long _added;
    private long _completeAfter = long.MaxValue;

    /// <summary>Forgets everything: from here on every entry above this number will be added.</summary>
    public void Begin(long after)
    {
        lock (_gate) (_added, _completeAfter) = (0, after);
    }

    /// <summary>Adds the entry that follows the one added last.</summary>
    public void Add(T entry)
    {
        lock (_gate)
        {
            var place = _added++ % size;
            if (_added > size) _completeAfter = seqOf(_kept[place]);
            _kept[place] = entry;
        }
    }

    /// <summary>The entries that follow a number, oldest first; null where the ring does not reach back to it.</summary>
    public IReadOnlyList<T>? After(long seq, int most)
    {
        lock (_gate)
        {
            if (seq < _completeAfter) return null;
            var first = FirstAfter(seq);
            var entries = new T[(int)Math.Min(most, _added - first)];
            for (var i = 0; i < entries.Length; i++) entries[i] = At(first + i);
            return entries;
        }
    }

    /// <summary>By halving: the numbers rise, though not by one.</summary>
    private long FirstAfter(long seq)
    {
        var (low, high) = (Math.Max(0, _added - size), _added);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (seqOf(At(middle)) > seq) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private T At(long count) => _kept[count % size];
}
