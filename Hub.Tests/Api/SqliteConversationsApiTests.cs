using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteConversationsApiTests(Centre centre) : ConversationsApiContract(centre), IClassFixture<Centre>;
