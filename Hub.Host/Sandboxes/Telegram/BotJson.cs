using System.Text.Json.Nodes;

namespace Hub.Host.Sandboxes.Telegram;

/// <summary>Makes JSON.</summary>
internal static class BotJson
{
    /// <summary>An object of these fields; what is null is left out.</summary>
    public static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var made = new JsonObject();
        foreach (var (name, value) in fields)
            if (value is not null) made[name] = value;
        return made;
    }
}
