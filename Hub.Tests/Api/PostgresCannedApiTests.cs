using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresCannedApiTests(PostgresCentre centre) : CannedApiContract(centre), IClassFixture<PostgresCentre>;
