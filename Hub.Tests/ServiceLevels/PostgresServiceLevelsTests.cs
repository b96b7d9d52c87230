using Hub.Tests.Hosting;

namespace Hub.Tests.ServiceLevels;

public sealed class PostgresServiceLevelsTests(PostgresCentre centre) : ServiceLevelsContract(centre), IClassFixture<PostgresCentre>;
