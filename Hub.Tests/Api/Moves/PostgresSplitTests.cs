using Hub.Tests.Hosting;

namespace Hub.Tests.Api.Moves;

public sealed class PostgresSplitTests(PostgresCentre centre) : SplitContract(centre), IClassFixture<PostgresCentre>;
