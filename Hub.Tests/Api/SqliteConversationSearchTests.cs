using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class SqliteConversationSearchTests(Centre centre) : ConversationSearchContract(centre), IClassFixture<Centre>;
