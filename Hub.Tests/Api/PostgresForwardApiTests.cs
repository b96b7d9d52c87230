using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresForwardApiTests(PostgresCentre centre) : ForwardApiContract(centre), IClassFixture<PostgresCentre>;
