using Hub.Core.Journal;
using Hub.Host.Events;

namespace Hub.Tests.Events;

public sealed class EventRingTests
{
    private readonly EventRing _ring = new(4);

    [Fact]
    public void Before_it_has_begun_it_knows_nothing() => Assert.Null(_ring.After(0, 10));

    [Fact]
    public void It_answers_what_follows_a_number_also_where_numbers_are_missing()
    {
        _ring.Begin(10);
        Add(12, 15, 16);
        Assert.Equal([12, 15, 16], After(10));
        Assert.Equal([15, 16], After(12));
        Assert.Equal([15, 16], After(14));
        Assert.Equal([12, 15], After(10, most: 2));
        Assert.Equal([], After(16));
    }

    [Fact]
    public void It_does_not_answer_for_what_came_before_it_or_was_pushed_out()
    {
        _ring.Begin(10);
        Assert.Null(_ring.After(9, 10));
        Add(11, 12, 13, 14, 15, 16);
        Assert.Null(_ring.After(11, 10));
        Assert.Equal([13, 14, 15, 16], After(12));
    }

    private void Add(params long[] numbers)
    {
        foreach (var seq in numbers) _ring.Add(EventFrame.Of(new JournalEntry { Seq = seq, At = 0, Kind = "a.b", Actor = "system" }));
    }

    private List<long> After(long seq, int most = 10) => [.. _ring.After(seq, most)!.Select(frame => frame.Entry.Seq)];
}
