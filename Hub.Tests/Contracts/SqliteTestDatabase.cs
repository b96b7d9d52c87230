using Hub.Core.Storage;
using Hub.Core.Storage.Sqlite;
using Hub.Tests.Servers;

namespace Hub.Tests.Contracts;

public sealed class SqliteTestDatabase : ITestDatabase
{
    private readonly TempFolder _folder = new("store");

    public async Task<Store> OpenAsync(TimeProvider time, CancellationToken ct)
    {
        var store = new SqliteStore(_folder.Path, time);
        await store.OpenAsync(ct);
        return store;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
