using Hub.Core.Storage;
using Hub.Core.Storage.Postgres;
using Hub.Tests.Servers;
using Hub.Tests.Trials;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Contracts;

public sealed class PostgresTestDatabase : ITestDatabase
{
    private PostgresDatabase? _database;

    public async Task<Store> OpenAsync(TimeProvider time, CancellationToken ct)
    {
        _database ??= await SharedPostgres.CreateDatabaseAsync(ct);
        var store = new PostgresStore(_database.ConnectionString, time, TrialSeed.NewRandom(), NullLogger<PostgresStore>.Instance);
        await store.OpenAsync(ct);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
    }
}
