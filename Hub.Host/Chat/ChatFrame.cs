using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hub.Host.Api;

namespace Hub.Host.Chat;

/// <summary>The bytes of a visitor's events (WHATWG HTML section 9.2.6); JSON of one line, since a line break would end the field.</summary>
internal static class ChatFrame
{
    public static byte[] Of(ChatMessageView message) => Of("message", message, ApiJson.Default.ChatMessageView);

    public static byte[] Of(ChatTypingView typing) => Of("typing", typing, ApiJson.Default.ChatTypingView);

    public static byte[] Of(ChatWaitingView waiting) => Of("waiting", waiting, ApiJson.Default.ChatWaitingView);

    private static byte[] Of<T>(string kind, T data, JsonTypeInfo<T> type) =>
        Encoding.UTF8.GetBytes($"event: {kind}\ndata: {JsonSerializer.Serialize(data, type)}\n\n");
}
