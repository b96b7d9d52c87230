using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteRulesApiTests(Centre centre) : RulesApiContract(centre), IClassFixture<Centre>;
