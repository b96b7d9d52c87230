using System.Collections.Frozen;

namespace Hub.Channels.Twilio;

/// <summary>
/// Whether a message asks not to be written to any more, or again. Twilio says so itself (<c>OptOutType</c>, www.twilio.com/docs/messaging/tutorials/advanced-opt-out);
/// where it does not, the whole message is one of the words that it heeds, or that the carriers' rules and other countries use.
/// </summary>
internal static class OptOutChoice
{
    private static readonly FrozenSet<string> Stops = new[]
    {
        "STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "STOP ALL", "REVOKE", "OPTOUT", "OPT OUT", "OPT-OUT", "CANCEL", "REMOVE", "ARRET", "ARRÊT", "STOPP",
        "TD", "退订", "拒收请回复R",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Starts = new[] { "START", "UNSTOP", "YES", "OPTIN", "OPT IN", "OPT-IN" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for no more, false for again, null for neither.</summary>
    public static bool? Of(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("OptOutType") is { Length: > 0 } said)
            return said.ToUpperInvariant() switch { "STOP" => true, "START" => false, _ => null };
        var word = (fields.GetValueOrDefault("Body") ?? "").Trim().TrimEnd('.', '!');
        return Stops.Contains(word) ? true : Starts.Contains(word) ? false : null;
    }
}
