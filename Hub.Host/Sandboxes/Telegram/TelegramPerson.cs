using System.Text.Json.Nodes;

namespace Hub.Host.Sandboxes.Telegram;

/// <summary>Somebody with the app.</summary>
internal sealed record TelegramPerson(long Id, string FirstName, string? LastName = null, string? Username = null, string? Language = null)
{
    /// <summary>As updates name the user.</summary>
    public JsonObject AsUser() => BotJson.Object(
        ("id", Id), ("is_bot", false), ("first_name", FirstName), ("last_name", LastName), ("username", Username), ("language_code", Language));

    /// <summary>As updates name the private chat with the user.</summary>
    public JsonObject AsChat() => BotJson.Object(
        ("id", Id), ("type", "private"), ("first_name", FirstName), ("last_name", LastName), ("username", Username));
}
