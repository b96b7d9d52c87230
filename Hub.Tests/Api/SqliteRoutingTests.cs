using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteRoutingTests(Centre centre) : RoutingContract(centre), IClassFixture<Centre>;
