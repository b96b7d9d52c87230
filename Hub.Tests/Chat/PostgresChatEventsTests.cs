namespace Hub.Tests.Chat;

public sealed class PostgresChatEventsTests(PostgresChatHub chat) : ChatEventsContract(chat), IClassFixture<PostgresChatHub>;
