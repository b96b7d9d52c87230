using Hub.Core.Journal;

namespace Hub.Tests.Journal;

public sealed class JournalRingTests
{
    private readonly JournalRing<long> _ring = new(4, seq => seq);

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

    [Fact]
    public void Begun_again_it_knows_nothing_of_before()
    {
        _ring.Begin(10);
        Add(11, 12, 13, 14, 15);
        _ring.Begin(20);
        Assert.Null(_ring.After(15, 10));
        Assert.Equal([], After(20));
        Add(22);
        Assert.Equal([22], After(20));
    }

    private void Add(params long[] numbers)
    {
        foreach (var seq in numbers) _ring.Add(seq);
    }

    private IReadOnlyList<long> After(long seq, int most = 10) => _ring.After(seq, most)!;
}
