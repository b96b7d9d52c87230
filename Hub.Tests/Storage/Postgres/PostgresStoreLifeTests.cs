using Hub.Tests.Contracts;

namespace Hub.Tests.Storage.Postgres;

public sealed class PostgresStoreLifeTests : StoreLifeContract
{
    protected override async Task<StoreRig> StartAsync() => await PostgresRig.StartAsync(Ct);
}
