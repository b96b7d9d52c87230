using Hub.Tests.Hosting;

namespace Hub.Tests.Conversations;

public sealed class PostgresWritersTests(PostgresCentre centre) : WritersContract(centre), IClassFixture<PostgresCentre>;
