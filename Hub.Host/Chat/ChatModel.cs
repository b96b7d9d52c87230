namespace Hub.Host.Chat;

/// <summary>The page of a chat.</summary>
/// <param name="ChannelId">The chat.</param>
/// <param name="Title">Its heading; empty for the usual one.</param>
/// <param name="Greeting">What stands above the first message; empty for the usual one.</param>
/// <param name="MaxTextLength">The longest message.</param>
public sealed record ChatModel(string ChannelId, string Title, string Greeting, int MaxTextLength)
{
    /// <summary>What the page's script says by itself.</summary>
    public static IReadOnlyList<string> ScriptKeys { get; } =
    [
        "chat.you", "chat.team", "chat.pending", "chat.sent", "chat.failed", "chat.typing", "chat.ready", "chat.connecting", "chat.online", "chat.offline",
        "chat.slow", "chat.closed", "chat.waiting", "chat.waitingAbout", "time.today",
    ];
}
