using Hub.Core;
using Hub.Core.Storage;
using Hub.Tests.Storage;

namespace Hub.Tests.Contracts;

/// <summary>What every engine promises about units of work.</summary>
public abstract class StoreContract : StoreContractRig
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_unit_answers_after_its_work_can_be_read()
    {
        var answer = await Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                return 42;
            },
            Ct);

        Assert.Equal(42, answer);
        Assert.Equal(["a"], await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task A_unit_that_throws_leaves_nothing_and_its_caller_gets_its_exception()
    {
        var thrown = await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                tx.Append(Probe.Entry(tx, "a"));
                throw new FormatException("mine");
            },
            Ct));

        Assert.Equal("mine", thrown.Message);
        Assert.Empty(await Probe.NamesAsync(Store, Ct));
        Assert.Empty(await Probe.EntriesAsync(Store, 0, Ct));
    }

    [Fact]
    public async Task A_unit_that_breaks_a_constraint_is_alone_with_it()
    {
        await Probe.AddAsync(Store, "7", Ct);

        var writes = Enumerable.Range(0, 20).Select(i => Probe.AddAsync(Store, $"{i}", Ct)).ToArray();
        await Task.WhenAny(Task.WhenAll(writes));

        Assert.IsType<ConstraintException>(Assert.Single(writes, write => write.IsFaulted).Exception!.InnerException);
        Assert.Equal(20, (await Probe.NamesAsync(Store, Ct)).Count);
    }

    [Theory]
    [InlineData("INSERT INTO queue_members (queue_id, agent_id) VALUES (@id, @id)", "reference")]
    [InlineData("INSERT INTO agents (id, user_name, name, role, password_hash, presence, presence_at, idle_since, created_at) " +
        "VALUES (@id, 'a', 'a', 'agent', '', 'asleep', 0, 0, 0)", "check")]
    [InlineData("INSERT INTO settings (name, value) VALUES ('a', NULL)", "not null")]
    public async Task Every_kind_of_constraint_is_reported_as_one(string sql, string kind)
    {
        var error = await Assert.ThrowsAsync<ConstraintException>(() =>
            Store.WriteAsync((tx, ct) => tx.ExecuteAsync(sql, new { id = Ids.New(tx.Time) }, ct), Ct));

        Assert.True(error.Message.Length > 0, kind);
    }

    [Fact]
    public async Task A_unit_whose_failure_somebody_swallowed_is_not_taken_for_committed()
    {
        await Probe.AddAsync(Store, "a", Ct);

        var write = Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "b", ct);
                try
                {
                    await Probe.AddAsync(tx, "a", ct);
                }
                catch (System.Data.Common.DbException)
                {
                    // what no unit may do
                }
            },
            Ct);
        await Task.WhenAny(write);

        // an engine may keep the rest of such a unit or refuse all of it, but it says which
        Assert.Equal(write.IsCompletedSuccessfully, (await Probe.NamesAsync(Store, Ct)).Contains("b"));
    }

    [Fact]
    public async Task Two_hundred_and_fifty_six_concurrent_units_all_take_effect_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 256).Select(i => Probe.AddAsync(Store, $"{i:000}", Ct)));

        Assert.Equal(Enumerable.Range(0, 256).Select(i => $"{i:000}"), await Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task No_journal_entry_ever_appears_behind_a_readers_cursor()
    {
        const int Writers = 16;
        const int Each = 25;
        using var done = new CancellationTokenSource();
        var reading = ReadToTheEndAsync(done.Token);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteEntriesAsync(writer, Each)));
        await done.CancelAsync();
        var seen = await reading;

        var all = await Probe.EntriesAsync(Store, 0, Ct);
        Assert.Equal(Writers * Each * 2, all.Count);
        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task A_units_journal_entries_stand_together_and_in_its_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteEntriesAsync(writer, 10)));

        foreach (var pair in (await Probe.EntriesAsync(Store, 0, Ct)).Chunk(2))
        {
            Assert.EndsWith("first", pair[0].Subject, StringComparison.Ordinal);
            Assert.Equal(pair[0].Subject.Replace("first", "second", StringComparison.Ordinal), pair[1].Subject);
        }
    }

    [Fact]
    public async Task News_is_announced_after_the_commit_and_not_before()
    {
        var next = Store.Signals[Topic.Deliveries].Next;
        var seen = next.ContinueWith(_ => Probe.NamesAsync(Store, Ct), Ct, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

        await Store.WriteAsync(
            async (tx, ct) =>
            {
                tx.Announce(Topic.Deliveries);
                await Probe.AddAsync(tx, "a", ct);
                Assert.False(next.IsCompleted);
            },
            Ct);

        Assert.Equal(["a"], await seen.WaitAsync(Patience, TimeProvider.System, Ct));
    }

    [Fact]
    public async Task A_unit_that_fails_announces_nothing()
    {
        var next = Store.Signals[Topic.Timers].Next;

        await Assert.ThrowsAsync<FormatException>(() => Store.WriteAsync(
            (tx, _) =>
            {
                tx.Announce(Topic.Timers);
                throw new FormatException();
            },
            Ct));
        await Probe.AddAsync(Store, "a", Ct);

        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task A_journal_entry_announces_itself()
    {
        var next = Store.Signals[Topic.Journal].Next;

        await WriteEntriesAsync(1, 1);

        await next.WaitAsync(Patience, TimeProvider.System, Ct);
    }

    [Fact]
    public async Task Pieces_of_long_jobs_let_others_pass()
    {
        var pieces = Enumerable.Range(0, 100).Select(i => Store.WriteInBackgroundAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, $"piece {i}", ct);
                tx.Append(Probe.Entry(tx, "piece"));
                return i;
            },
            Ct)).ToArray();
        await WriteEntriesAsync(1, 1);
        await Task.WhenAll(pieces);

        var order = (await Probe.EntriesAsync(Store, 0, Ct)).Select(entry => entry.Subject).ToList();
        Assert.InRange(order.FindIndex(subject => subject != "piece"), 0, 50);
    }

    [Fact]
    public async Task Reading_does_not_see_what_is_not_committed()
    {
        var seen = await Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                return await Probe.NamesAsync(Store, ct);
            },
            Ct);

        Assert.Empty(seen);
    }

    [Fact]
    public async Task A_unit_that_is_cancelled_inside_leaves_nothing()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, "a", ct);
                await giveUp.CancelAsync();
                ct.ThrowIfCancellationRequested();
            },
            giveUp.Token));

        Assert.Empty(await Probe.NamesAsync(Store, Ct));
    }

    private async Task WriteEntriesAsync(int writer, int units)
    {
        for (var i = 0; i < units; i++)
            await Store.WriteAsync(
                async (tx, ct) =>
                {
                    tx.Append(Probe.Entry(tx, $"{writer}.{i} first"));
                    await Probe.AddAsync(tx, $"{writer}.{i}", ct);
                    tx.Append(Probe.Entry(tx, $"{writer}.{i} second"));
                },
                Ct);
    }

    /// <summary>Reads as a journal reader does, from its cursor on, until a look that began after the end finds nothing more.</summary>
    private async Task<List<(long Seq, string Subject)>> ReadToTheEndAsync(CancellationToken done)
    {
        var seen = new List<(long Seq, string Subject)>();
        while (true)
        {
            var wasDone = done.IsCancellationRequested;
            var more = await Probe.EntriesAsync(Store, seen.Count == 0 ? 0 : seen[^1].Seq, Ct);
            seen.AddRange(more);
            if (wasDone && more.Count == 0) return seen;
            await Task.Yield();
        }
    }
}
