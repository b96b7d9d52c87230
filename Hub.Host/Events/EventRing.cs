namespace Hub.Host.Events;

/// <summary>The latest entries of the journal in memory, so many at the most; what is older is read from the journal itself.</summary>
internal sealed class EventRing(int size)
{
    private readonly EventFrame[] _frames = new EventFrame[size];
    private readonly Lock _gate = new();
    private long _added;
    private long _completeAfter = long.MaxValue;

    /// <summary>From here on every entry above this number will be added.</summary>
    public void Begin(long after)
    {
        lock (_gate) _completeAfter = after;
    }

    public void Add(EventFrame frame)
    {
        lock (_gate)
        {
            var place = _added++ % size;
            if (_added > size) _completeAfter = _frames[place].Entry.Seq;
            _frames[place] = frame;
        }
    }

    /// <summary>The entries that follow a number, oldest first; null where the ring does not reach back to it.</summary>
    public IReadOnlyList<EventFrame>? After(long seq, int most)
    {
        lock (_gate)
        {
            if (seq < _completeAfter) return null;
            var first = FirstAfter(seq);
            var frames = new EventFrame[(int)Math.Min(most, _added - first)];
            for (var i = 0; i < frames.Length; i++) frames[i] = At(first + i);
            return frames;
        }
    }

    /// <summary>By halving: the numbers rise, though not by one.</summary>
    private long FirstAfter(long seq)
    {
        var (low, high) = (Math.Max(0, _added - size), _added);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (At(middle).Entry.Seq > seq) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private EventFrame At(long count) => _frames[count % size];
}
