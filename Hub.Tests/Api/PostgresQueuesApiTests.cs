using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresQueuesApiTests(PostgresCentre centre) : QueuesApiContract(centre), IClassFixture<PostgresCentre>;
