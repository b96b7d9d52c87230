using Hub.Tests.Hosting;

namespace Hub.Tests.Conversations;

public sealed class PostgresAgentAnswerTests(PostgresCentre centre) : AgentAnswerContract(centre), IClassFixture<PostgresCentre>;
