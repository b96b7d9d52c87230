using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresRoutingTests(PostgresCentre centre) : RoutingContract(centre), IClassFixture<PostgresCentre>;
