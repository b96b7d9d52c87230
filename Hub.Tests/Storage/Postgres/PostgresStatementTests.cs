using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Postgres;

public sealed class PostgresStatementTests : StatementContract
{
    protected override async Task<StoreRig> StartAsync() => await PostgresRig.StartAsync(Ct);
}
