using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteCannedApiTests(Centre centre) : CannedApiContract(centre), IClassFixture<Centre>;
