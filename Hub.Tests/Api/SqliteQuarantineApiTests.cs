using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteQuarantineApiTests(Centre centre) : QuarantineApiContract(centre), IClassFixture<Centre>;
