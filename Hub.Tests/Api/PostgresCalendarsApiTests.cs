using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresCalendarsApiTests(PostgresCentre centre) : CalendarsApiContract(centre), IClassFixture<PostgresCentre>;
