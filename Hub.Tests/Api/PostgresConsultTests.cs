using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresConsultTests(PostgresCentre centre) : ConsultContract(centre), IClassFixture<PostgresCentre>;
