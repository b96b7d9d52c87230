using Hub.Core.Alarms;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Contracts;

/// <summary>A test with an open store of an engine.</summary>
public abstract class StoreContractBase<TDatabase> : IAsyncLifetime where TDatabase : ITestDatabase, new()
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TDatabase _database = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected virtual TimeProvider Time => TimeProvider.System;

    protected Store Store { get; private set; } = null!;

    protected AlarmStore Alarms => new(Store, NullLogger<AlarmStore>.Instance);

    public async ValueTask InitializeAsync() => Store = await _database.OpenAsync(Time, Ct);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task RestartAsync()
    {
        await Store.DisposeAsync();
        Store = await _database.OpenAsync(Time, Ct);
    }

    /// <summary>The leases as a node of its own sees them.</summary>
    protected Leases NewNode() => new(Store, NodeId.New(Time));

    protected async Task<Lease> TakeAsync(string lease) =>
        await NewNode().TryTakeAsync(lease, Ct) ?? throw new InvalidOperationException($"The lease {lease} is not free.");

    protected Task ExpireAsync(string lease) => ExecuteAsync("UPDATE leases SET until_at = 0 WHERE name = @lease", new { lease });

    protected Task ExecuteAsync(string sql, object? args) => Store.WriteAsync((tx, ct) => tx.ExecuteAsync(sql, args, ct), Ct);

    protected Task<List<T>> ListAsync<T>(string sql) => Store.ReadAsync((session, ct) => session.ListAsync<T>(sql, null, ct), Ct);

    protected Task<long> CountAsync(string sql) => Store.ReadAsync((session, ct) => session.FirstAsync<long>(sql, null, ct), Ct);

    /// <summary>Writes entries of no further meaning, each in a transaction of its own.</summary>
    protected async Task AppendAsync(int entries, DateTimeOffset? at = null)
    {
        var entry = new JournalEntry { At = (at ?? Time.GetUtcNow()).ToUnixTimeMilliseconds(), Kind = "test.happened", Actor = "system" };
        for (var i = 0; i < entries; i++)
            await Store.WriteAsync(
                (tx, _) =>
                {
                    tx.Append(entry);
                    return Task.CompletedTask;
                },
                Ct);
    }
}
