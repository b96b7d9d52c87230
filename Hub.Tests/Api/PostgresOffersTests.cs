using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresOffersTests(PostgresCentre centre) : OffersContract(centre), IClassFixture<PostgresCentre>;
