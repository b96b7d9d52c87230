using Hub.Tests.Hosting;

namespace Hub.Tests.Api.Moves;

public sealed class PostgresMergeTests(PostgresCentre centre) : MergeContract(centre), IClassFixture<PostgresCentre>;
