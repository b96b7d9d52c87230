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
    public static string Of(Texts texts)
    {
        var json = new JsonObject();
        foreach (var key in Keys) json[key] = JsonValue.Create(texts[key]);
        return json.ToJsonString();
    }
}
