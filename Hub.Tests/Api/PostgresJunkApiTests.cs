using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresJunkApiTests(PostgresCentre centre) : JunkApiContract(centre), IClassFixture<PostgresCentre>;
