using Hub.Tests.Hosting;

namespace Hub.Tests.Conversations;

public sealed class SqliteSentMessageTests(Centre centre) : SentMessageContract(centre), IClassFixture<Centre>;
