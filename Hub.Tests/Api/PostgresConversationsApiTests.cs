using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresConversationsApiTests(PostgresCentre centre) : ConversationsApiContract(centre), IClassFixture<PostgresCentre>;
