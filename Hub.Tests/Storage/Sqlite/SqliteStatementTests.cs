using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Sqlite;

public sealed class SqliteStatementTests : StatementContract
{
    protected override Task<StoreRig> StartAsync() => Task.FromResult<StoreRig>(new SqliteRig());
}
