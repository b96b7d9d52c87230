using Hub.Host.Web.Language;

namespace Hub.Host.Desk.Pages;

/// <summary>The few texts that the desk's script says by itself.</summary>
internal static class ScriptTexts
{
    private static readonly string[] Keys =
    [
        "time.now", "time.minutes", "time.hours", "time.days", "script.failed", "script.offline", "script.stale", "script.newWork", "script.newOffer", "script.newQuestion", "script.newAdvice", "script.newMessage", "offers.seconds", "sla.left", "sla.late", "sla.hours", "sla.days",
        "script.uploading", "script.remove", "script.tooLarge", "script.latest", "script.notifyOff", "script.draft",
    ];

    /// <summary>As JSON, by key.</summary>
    public static string Of(Texts texts) => texts.Json(Keys);
}
