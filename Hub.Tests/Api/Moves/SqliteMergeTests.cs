using Hub.Tests.Hosting;

namespace Hub.Tests.Api.Moves;

public sealed class SqliteMergeTests(Centre centre) : MergeContract(centre), IClassFixture<Centre>;
