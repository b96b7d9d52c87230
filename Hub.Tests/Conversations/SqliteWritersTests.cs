using Hub.Tests.Hosting;

namespace Hub.Tests.Conversations;

public sealed class SqliteWritersTests(Centre centre) : WritersContract(centre), IClassFixture<Centre>;
