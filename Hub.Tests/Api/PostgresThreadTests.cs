using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresThreadTests(PostgresCentre centre) : ThreadContract(centre), IClassFixture<PostgresCentre>;
