using Hub.Core.Storage;
using Hub.Tests.Storage;

namespace Hub.Tests.Contracts;

/// <summary>What every engine promises about opening and closing.</summary>
public abstract class StoreLifeContract : StoreContractRig
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Closing_under_load_completes_or_refuses_every_unit_and_loses_none()
    {
        var writes = Enumerable.Range(0, 300).Select(i => (Name: $"{i:000}", Task: (Task)Probe.AddAsync(Store, $"{i:000}", Ct))).ToList();
        writes.AddRange(Enumerable.Range(300, 20).Select(i => (Name: $"{i:000}", Task: (Task)AddInBackgroundAsync($"{i:000}"))));
        await Store.DisposeAsync();
        await Task.WhenAny(Task.WhenAll(writes.Select(write => write.Task))).WaitAsync(Patience, TimeProvider.System, Ct);

        Assert.All(writes, write => Assert.True(write.Task.IsCompleted, write.Name));
        Assert.All(writes.Where(write => write.Task.IsFaulted), write =>
            Assert.IsType<StoreUnavailableException>(write.Task.Exception!.InnerException));
        await using var reopened = await Rig.OpenAsync(Ct);
        Assert.Equal(writes.Where(write => write.Task.IsCompletedSuccessfully).Select(write => write.Name), await Probe.NamesAsync(reopened, Ct));
    }

    [Fact]
    public async Task A_closed_store_refuses()
    {
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.AddAsync(Store, "a", Ct));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Probe.NamesAsync(Store, Ct));
    }

    [Fact]
    public async Task A_store_that_closes_and_opens_again_has_everything()
    {
        await Probe.AddAsync(Store, "a", Ct);
        await Store.DisposeAsync();

        await using var reopened = await Rig.OpenAsync(Ct);

        Assert.Equal(["a"], await Probe.NamesAsync(reopened, Ct));
    }

    [Fact]
    public async Task K07_a_database_newer_than_the_program_is_refused()
    {
        await Store.WriteAsync(
            (tx, ct) => tx.ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (9999, 'of tomorrow')", null, ct), Ct);
        await Store.DisposeAsync();

        await using var older = Rig.NewStore();
        var error = await Assert.ThrowsAsync<StoreException>(() => older.OpenAsync(Ct));

        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
        Assert.Contains("older than the data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K07_a_schema_that_was_applied_half_way_is_completed()
    {
        await Store.WriteAsync(
            async (tx, ct) =>
            {
                foreach (var table in SchemaFiles.TablesOfTheLast(Store.Dialect).Reverse()) await tx.ExecuteAsync($"DROP TABLE {table}", null, ct);
                await tx.ExecuteAsync("DELETE FROM schema_version WHERE version = (SELECT MAX(version) FROM schema_version)", null, ct);
            },
            Ct);
        await Store.DisposeAsync();

        await using var reopened = await Rig.OpenAsync(Ct);

        foreach (var table in SchemaFiles.TablesOfTheLast(Store.Dialect))
            Assert.Equal(0, await reopened.ReadAsync((session, ct) => session.FirstAsync<long>($"SELECT COUNT(*) FROM {table}", null, ct), Ct));
    }

    private Task<int> AddInBackgroundAsync(string name) => Store.WriteInBackgroundAsync((tx, ct) => Probe.AddAsync(tx, name, ct), Ct);
}
