namespace Hub.Tests.Chat;

public sealed class SqliteChatEventsTests(ChatHub chat) : ChatEventsContract(chat), IClassFixture<ChatHub>;
