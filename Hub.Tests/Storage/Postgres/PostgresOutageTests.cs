using Hub.Core.Storage;
using Hub.Tests.Servers;

namespace Hub.Tests.Storage.Postgres;

/// <summary>A server that goes away and comes back, or must not be used.</summary>
public sealed class PostgresOutageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_was_stopped_or_killed_and_is_back_needs_no_new_start_of_the_hub()
    {
        await using var server = await PostgresServer.StartAsync(Ct);
        await using var database = await server.CreateDatabaseAsync(Ct);
        await using var store = PostgresRig.StoreAt(database.ConnectionString);
        await store.OpenAsync(Ct);
        await Probe.CreateTableAsync(store, Ct);
        await FillPoolAsync(store, "before");

        await server.StopAsync(Ct);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.AddAsync(store, "while stopped", Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.NamesAsync(store, Ct));
        await server.RestartAsync(Ct);
        await FillPoolAsync(store, "back");

        await server.KillAsync(Ct);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.AddAsync(store, "while killed", Ct));
        await server.RestartAsync(Ct);
        await FillPoolAsync(store, "back again");

        Assert.Equal(48, (await Probe.NamesAsync(store, Ct)).Count);
    }

    [Fact]
    public async Task A_server_that_restarts_while_nobody_writes_is_not_noticed()
    {
        await using var server = await PostgresServer.StartAsync(Ct);
        await using var database = await server.CreateDatabaseAsync(Ct);
        await using var store = PostgresRig.StoreAt(database.ConnectionString);
        await store.OpenAsync(Ct);
        await Probe.CreateTableAsync(store, Ct);
        await FillPoolAsync(store, "before");

        await server.RestartAsync(Ct);

        await FillPoolAsync(store, "after");
    }

    [Fact]
    public async Task Wake_ups_of_other_nodes_come_back_with_the_server()
    {
        await using var server = await PostgresServer.StartAsync(Ct);
        await using var database = await server.CreateDatabaseAsync(Ct);
        await using var here = PostgresRig.StoreAt(database.ConnectionString);
        await using var there = PostgresRig.StoreAt(database.ConnectionString);
        await here.OpenAsync(Ct);
        await there.OpenAsync(Ct);
        await server.RestartAsync(Ct);

        await Eventually.HoldsAsync(
            async ct =>
            {
                var next = there.Signals[Topic.Deliveries].Next;
                await here.WriteAsync(
                    async (tx, token) =>
                    {
                        tx.Announce(Topic.Deliveries);
                        await tx.ExecuteAsync("UPDATE settings SET value = value", null, token);
                    },
                    ct);
                return await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct)) == next;
            },
            "a wake-up crosses", Patience, Ct);
    }

    [Fact]
    public async Task A_server_that_does_not_sync_is_refused()
    {
        await using var server = await PostgresServer.StartAsync(["fsync=off"], Ct);
        await using var database = await server.CreateDatabaseAsync(Ct);
        await using var store = PostgresRig.StoreAt(database.ConnectionString);

        var error = await Assert.ThrowsAsync<StoreException>(() => store.OpenAsync(Ct));

        Assert.Contains("fsync = off", error.Message, StringComparison.Ordinal);
        Assert.Contains("fsync = on", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Uses every connection at once.</summary>
    private static Task FillPoolAsync(Store store, string name)
    {
        var inside = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Task.WhenAll(Enumerable.Range(0, 16).Select(i => store.WriteAsync(
            async (tx, ct) =>
            {
                await Probe.AddAsync(tx, $"{name} {i}", ct);
                if (Interlocked.Increment(ref inside) >= 16) all.TrySetResult();
                await all.Task.WaitAsync(Patience, TimeProvider.System, ct);
            },
            Ct)));
    }
}
