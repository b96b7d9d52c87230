using Hub.Core.Journal;

namespace Hub.Tests.Contracts;

/// <summary>What those see on every engine who follow the journal together.</summary>
public abstract class JournalFollowerContract<TDatabase> : StoreContractBase<TDatabase> where TDatabase : ITestDatabase, new()
{
    private static readonly long[] Beginnings = [0, 1, 5, 10, 10, 10];

    [Fact]
    public async Task Each_sees_every_entry_in_order_while_many_write_wherever_it_begins_and_however_slow_it_is()
    {
        const int Writers = 4;
        const int EntriesEach = 50;
        await AppendAsync(10);
        using var journal = new JournalFollower(Store);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => AppendAsync(EntriesEach), Ct)));

        var followers = await Task.WhenAll(Beginnings.Select(after => SeenAsync(journal, after, 10 + (Writers * EntriesEach) - (int)after)));

        await writing;
        foreach (var (after, seen) in followers)
            Assert.Equal(await ListAsync<long>($"SELECT seq FROM journal WHERE seq > {after} ORDER BY seq"), seen);
    }

    [Fact]
    public async Task One_that_is_further_behind_than_is_remembered_reads_for_itself()
    {
        const int Many = 5_000;
        using var journal = new JournalFollower(Store);
        var atTheEnd = SeenAsync(journal, 0, Many);
        for (var i = 0; i < 10; i++) await AppendTogetherAsync(Many / 10);
        var (_, seen) = await atTheEnd;
        Assert.Equal(seen, (await SeenAsync(journal, 0, Many)).Seen);
        Assert.Equal(seen[4_000..], (await SeenAsync(journal, 4_000, Many - 4_000)).Seen);
    }

    [Fact]
    public async Task One_that_begins_beyond_what_others_have_seen_misses_nothing_and_neither_do_they()
    {
        using var journal = new JournalFollower(Store);
        await AppendAsync(3);
        await SeenAsync(journal, 0, 3);
        await AppendAsync(4);
        var beyond = SeenAsync(journal, 6, 3);
        var others = SeenAsync(journal, 3, 6);
        await AppendAsync(2);
        Assert.Equal([7, 8, 9], (await beyond).Seen);
        Assert.Equal([4, 5, 6, 7, 8, 9], (await others).Seen);
    }

    private Task AppendTogetherAsync(int entries) => Store.WriteAsync(
        (tx, _) =>
        {
            for (var i = 0; i < entries; i++) tx.Append(new JournalEntry { At = 0, Kind = "test.happened", Actor = "system" });
            return Task.CompletedTask;
        },
        Ct);

    private static async Task<(long After, List<long> Seen)> SeenAsync(JournalFollower journal, long after, int count)
    {
        var seen = new List<long>();
        await foreach (var entries in journal.FollowAsync(after, Ct))
        {
            seen.AddRange(entries.Select(entry => entry.Seq));
            if (seen.Count >= count) break;
        }

        return (after, seen);
    }
}
