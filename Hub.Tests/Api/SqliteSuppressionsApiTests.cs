using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteSuppressionsApiTests(Centre centre) : SuppressionsApiContract(centre), IClassFixture<Centre>;
