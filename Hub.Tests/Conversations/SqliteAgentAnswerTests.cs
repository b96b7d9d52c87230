using Hub.Tests.Hosting;

namespace Hub.Tests.Conversations;

public sealed class SqliteAgentAnswerTests(Centre centre) : AgentAnswerContract(centre), IClassFixture<Centre>;
