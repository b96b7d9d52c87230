using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresRulesApiTests(PostgresCentre centre) : RulesApiContract(centre), IClassFixture<PostgresCentre>;
