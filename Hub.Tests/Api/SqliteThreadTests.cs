using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteThreadTests(Centre centre) : ThreadContract(centre), IClassFixture<Centre>;
