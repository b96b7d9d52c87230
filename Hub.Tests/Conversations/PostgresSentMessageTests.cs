using Hub.Tests.Hosting;

namespace Hub.Tests.Conversations;

public sealed class PostgresSentMessageTests(PostgresCentre centre) : SentMessageContract(centre), IClassFixture<PostgresCentre>;
