using Hub.Tests.Hosting;

namespace Hub.Tests.ServiceLevels;

public sealed class SqliteServiceLevelsTests(Centre centre) : ServiceLevelsContract(centre), IClassFixture<Centre>;
