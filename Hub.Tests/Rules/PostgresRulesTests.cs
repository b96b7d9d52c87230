using Hub.Tests.Hosting;

namespace Hub.Tests.Rules;

public sealed class PostgresRulesTests(PostgresCentre centre) : RulesContract(centre), IClassFixture<PostgresCentre>;
