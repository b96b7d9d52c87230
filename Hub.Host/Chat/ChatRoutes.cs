namespace Hub.Host.Chat;

/// <summary>The list of the chat's parts.</summary>
internal static class ChatRoutes
{
    /// <summary>The page of a chat.</summary>
    public static string PathOf(string channel) => "/chat/" + channel;

    public static void MapHubChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/chat/{channelId}").ExcludeFromDescription();
        ChatPages.MapPages(app);
        ChatApi.MapChatApi(chat);
    }
}
