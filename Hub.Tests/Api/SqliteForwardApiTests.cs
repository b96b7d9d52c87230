using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteForwardApiTests(Centre centre) : ForwardApiContract(centre), IClassFixture<Centre>;
