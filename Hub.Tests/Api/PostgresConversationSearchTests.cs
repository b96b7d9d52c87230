using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresConversationSearchTests(PostgresCentre centre) : ConversationSearchContract(centre), IClassFixture<PostgresCentre>;
