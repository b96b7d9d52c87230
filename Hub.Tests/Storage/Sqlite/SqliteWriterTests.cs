using Hub.Core.Storage;

namespace Hub.Tests.Storage.Sqlite;

/// <summary>Group commit: who hears what when something of a batch goes wrong.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SqliteRig _rig = new();
    private Store _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await _rig.OpenAsync(Ct);
        await Probe.CreateTableAsync(_store, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task P11_when_the_space_ends_the_one_who_asked_for_it_is_told_and_its_neighbours_run_again()
    {
        await LimitPagesAsync(spare: 20);
        var runs = new int[10];
        Task[] neighbours = [];
        Task? large = null;
        await InOneBatchAsync(() =>
        {
            neighbours = [.. Enumerable.Range(0, 5).Select(i => CountedAsync(runs, i))];
            large = AddLargeAsync("large");
            neighbours = [.. neighbours, .. Enumerable.Range(5, 5).Select(i => CountedAsync(runs, i))];
        });

        await Assert.ThrowsAsync<StoreUnavailableException>(() => large!);
        await Task.WhenAll(neighbours).WaitAsync(Patience, TimeProvider.System, Ct);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), await Probe.NamesAsync(_store, Ct));
        Assert.Equal([2, 2, 2, 2, 2, 1, 1, 1, 1, 1], runs);
    }

    [Fact]
    public async Task P11_when_there_is_space_again_what_was_refused_is_taken()
    {
        await LimitPagesAsync(spare: 20);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AddLargeAsync("large"));
        Assert.Empty(await Probe.NamesAsync(_store, Ct));

        await _store.WriteAsync((tx, ct) => tx.ExecuteAsync("PRAGMA max_page_count = 1073741823", null, ct), Ct);
        await AddLargeAsync("large");

        Assert.Equal(["large"], await Probe.NamesAsync(_store, Ct));
    }

    [Fact]
    public async Task When_the_commit_fails_every_caller_of_the_batch_hears_of_it_and_the_next_batch_works()
    {
        Task[] batch = [];
        await InOneBatchAsync(() => batch = [Probe.AddAsync(_store, "a", Ct), FailingCommitAsync(), Probe.AddAsync(_store, "b", Ct)]);

        foreach (var caller in batch) await Assert.ThrowsAsync<ConstraintException>(() => caller);
        Assert.Empty(await Probe.NamesAsync(_store, Ct));
        await Probe.AddAsync(_store, "c", Ct);
        Assert.Equal(["c"], await Probe.NamesAsync(_store, Ct));
    }

    [Fact]
    public async Task A_commit_that_failed_announces_nothing()
    {
        var next = _store.Signals[Topic.Journal].Next;
        Task[] batch = [];
        await InOneBatchAsync(() => batch = [
            FailingCommitAsync(),
            _store.WriteAsync(
                (tx, _) =>
                {
                    tx.Append(Probe.Entry(tx, "a"));
                    return Task.CompletedTask;
                },
                Ct)]);
        await Task.WhenAny(Task.WhenAll(batch));

        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task A_unit_that_is_cancelled_while_it_waits_is_told_at_once_and_never_runs()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var ran = false;
        await InOneBatchAsync(async () =>
        {
            var waiting = _store.WriteAsync(
                (_, _) =>
                {
                    ran = true;
                    return Task.CompletedTask;
                },
                giveUp.Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience, TimeProvider.System, Ct));
        });

        await Probe.AddAsync(_store, "a", Ct);
        Assert.False(ran);
    }

    [Fact]
    public async Task A_unit_that_waits_for_another_unit_fails_instead_of_waiting_for_ever()
    {
        var nested = _store.WriteAsync((_, ct) => Probe.AddAsync(_store, "inner", ct), Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => nested.WaitAsync(Patience, TimeProvider.System, Ct));
        Assert.Empty(await Probe.NamesAsync(_store, Ct));
    }

    [Fact]
    public async Task A_unit_that_awaited_something_else_is_refused_and_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.WriteAsync(
            async (tx, ct) =>
            {
                await Task.Yield();
                await Probe.AddAsync(tx, "a", ct);
            },
            Ct));

        Assert.Empty(await Probe.NamesAsync(_store, Ct));
    }

    [Fact]
    public async Task A_unit_that_ends_the_transaction_itself_takes_nobody_with_it()
    {
        Task[] batch = [];
        await InOneBatchAsync(() => batch = [
            Probe.AddAsync(_store, "a", Ct),
            _store.WriteAsync((tx, ct) => tx.ExecuteAsync("ROLLBACK", null, ct), Ct),
            Probe.AddAsync(_store, "b", Ct)]);

        await batch[0].WaitAsync(Patience, TimeProvider.System, Ct);
        await Assert.ThrowsAnyAsync<StoreException>(() => batch[1]);
        await batch[2].WaitAsync(Patience, TimeProvider.System, Ct);
        Assert.Equal(["a", "b"], await Probe.NamesAsync(_store, Ct));
    }

    /// <summary>What is offered while the writer is held up is run by it in one batch: its clock stands still.</summary>
    private async Task InOneBatchAsync(Func<Task> offer)
    {
        using var holdUp = new ManualResetEventSlim();
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _store.WriteAsync(
            (_, _) =>
            {
                running.TrySetResult();
                // the unit is not to await; the writer's thread is held
                Assert.True(holdUp.Wait(Patience, CancellationToken.None));
                return Task.CompletedTask;
            },
            Ct);
        await running.Task.WaitAsync(Patience, TimeProvider.System, Ct);
        await offer();
        holdUp.Set();
        await Task.WhenAny(first);
    }

    private Task InOneBatchAsync(Action offer) => InOneBatchAsync(() =>
    {
        offer();
        return Task.CompletedTask;
    });

    private Task LimitPagesAsync(int spare) => _store.WriteAsync(
        async (tx, ct) =>
        {
            var pages = await tx.FirstAsync<long>("PRAGMA page_count", null, ct);
            await tx.ExecuteAsync($"PRAGMA max_page_count = {pages + spare}", null, ct);
        },
        Ct);

    private Task<int> CountedAsync(int[] runs, int i) => _store.WriteAsync(
        (tx, ct) =>
        {
            runs[i]++;
            return Probe.AddAsync(tx, $"{i}", ct);
        },
        Ct);

    private Task<int> AddLargeAsync(string name) => _store.WriteAsync(
        (tx, ct) => tx.Statement("INSERT INTO probe (name, data) VALUES ($1, $2)").Bind(name).Bind(new byte[4_000_000]).ExecuteAsync(ct), Ct);

    /// <summary>A reference that is looked at in the COMMIT only, and is wrong.</summary>
    private Task FailingCommitAsync() => _store.WriteAsync(
        async (tx, ct) =>
        {
            await tx.ExecuteAsync("PRAGMA defer_foreign_keys = ON", null, ct);
            await tx.ExecuteAsync("INSERT INTO queue_members (queue_id, agent_id) VALUES (x'01', x'02')", null, ct);
        },
        Ct);
}
