using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Sqlite;

public sealed class SqliteStoreLifeTests : StoreLifeContract
{
    protected override Task<StoreRig> StartAsync() => Task.FromResult<StoreRig>(new SqliteRig());
}
