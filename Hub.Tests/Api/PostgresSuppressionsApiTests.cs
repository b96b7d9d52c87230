using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresSuppressionsApiTests(PostgresCentre centre) : SuppressionsApiContract(centre), IClassFixture<PostgresCentre>;
