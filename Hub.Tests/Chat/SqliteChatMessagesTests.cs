namespace Hub.Tests.Chat;

public sealed class SqliteChatMessagesTests(ChatHub chat) : ChatMessagesContract(chat), IClassFixture<ChatHub>;
