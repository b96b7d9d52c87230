using Hub.Tests.Hosting;

namespace Hub.Tests.Api.Moves;

public sealed class SqliteSplitTests(Centre centre) : SplitContract(centre), IClassFixture<Centre>;
