using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public sealed class PostgresMessagesApiTests(PostgresCentre centre) : MessagesApiContract(centre), IClassFixture<PostgresCentre>;
