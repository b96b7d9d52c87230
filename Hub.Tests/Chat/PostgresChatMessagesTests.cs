namespace Hub.Tests.Chat;

public sealed class PostgresChatMessagesTests(PostgresChatHub chat) : ChatMessagesContract(chat), IClassFixture<PostgresChatHub>;
