using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteQueuesApiTests(Centre centre) : QueuesApiContract(centre), IClassFixture<Centre>;
