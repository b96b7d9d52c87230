using Hub.Core.Storage;
using Hub.Core.Storage.Postgres;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Servers;
using Hub.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Storage;

/// <summary>One test's database, whatever the engine; stores on it are opened as nodes would.</summary>
public abstract class StoreRig : IAsyncDisposable
{
    public abstract Store NewStore();

    /// <summary>Lets the time of every lease pass.</summary>
    public abstract Task ExpireLeasesAsync(Store store, CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    public async Task<Store> OpenAsync(CancellationToken ct)
    {
        var store = NewStore();
        await store.OpenAsync(ct);
        return store;
    }
}

public sealed class SqliteRig : StoreRig
{
    public TempFolder Folder { get; } = new("store");

    public ManualTime Time { get; } = new();

    public string DatabasePath => Folder["hub.db"];

    public override Store NewStore() => new SqliteStore(Folder.Path, Time);

    public override Task ExpireLeasesAsync(Store store, CancellationToken ct)
    {
        Time.Advance(Leases.Length + TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class PostgresRig(PostgresDatabase database) : StoreRig
{
    public string ConnectionString => database.ConnectionString;

    public static async Task<PostgresRig> StartAsync(CancellationToken ct) => new(await SharedPostgres.CreateDatabaseAsync(ct));

    public static PostgresStore StoreAt(string connectionString) =>
        new(connectionString, TimeProvider.System, new Random(1), NullLogger<PostgresStore>.Instance);

    public override Store NewStore() => StoreAt(ConnectionString);

    // its clock cannot be moved, but what is compared with it
    public override Task ExpireLeasesAsync(Store store, CancellationToken ct) => store.WriteAsync(
        (tx, token) => tx.ExecuteAsync("UPDATE leases SET until_at = {now} - 1", null, token), ct);

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}
