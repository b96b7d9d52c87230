using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteCalendarsApiTests(Centre centre) : CalendarsApiContract(centre), IClassFixture<Centre>;
