using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteJunkApiTests(Centre centre) : JunkApiContract(centre), IClassFixture<Centre>;
