using Hub.Tests.Hosting;

namespace Hub.Tests.Rules;

public sealed class SqliteRulesTests(Centre centre) : RulesContract(centre), IClassFixture<Centre>;
