using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteMessagesApiTests(Centre centre) : MessagesApiContract(centre), IClassFixture<Centre>;
