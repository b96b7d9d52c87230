using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresQuarantineApiTests(PostgresCentre centre) : QuarantineApiContract(centre), IClassFixture<PostgresCentre>;
