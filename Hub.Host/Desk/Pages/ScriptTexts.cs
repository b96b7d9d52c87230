using System.Text.Json.Nodes;
using Hub.Host.Desk.Language;

namespace Hub.Host.Desk.Pages;

/// <summary>The few texts that the script says by itself.</summary>
internal static class ScriptTexts
{
    private static readonly string[] Keys =
    [
        "time.now", "time.minutes", "time.hours", "time.days", "script.failed", "script.offline", "script.stale", "script.newWork", "script.newMessage",
        "script.uploading", "script.remove", "script.tooLarge", "script.latest", "script.notifyOff", "script.draft",
    ];

    /// <summary>As JSON, by key.</summary>
    public static string Of(Texts texts) => Of(texts, Keys);

    /// <summary>These texts as JSON, by key.</summary>
    public static string Of(Texts texts, IEnumerable<string> keys)
    {
        var json = new JsonObject();
        foreach (var key in keys) json[key] = JsonValue.Create(texts[key]);
        return json.ToJsonString();
    }
}
