using System.Globalization;

namespace Hub.Channels.Twilio;

/// <summary>
/// What a message may carry beside text and files, as text that an agent reads: a location, a button that was pressed
/// (www.twilio.com/docs/messaging/guides/webhook-request#whatsapp-specific-parameters).
/// </summary>
internal static class TwilioExtras
{
    private static readonly string[] PlaceFields = ["Label", "Address"];

    /// <summary>The text, or null where there is nothing of the kind.</summary>
    public static string? TextOf(IReadOnlyDictionary<string, string> fields)
    {
        var lines = new List<string>();
        if (Location(fields) is { } location) lines.Add(location);
        if (Button(fields) is { } button) lines.Add(button);
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static string? Location(IReadOnlyDictionary<string, string> fields)
    {
        if (Number(fields, "Latitude", 90) is not { } latitude || Number(fields, "Longitude", 180) is not { } longitude) return null;
        var place = string.Join(", ", PlaceFields.Select(fields.GetValueOrDefault).Where(text => !string.IsNullOrWhiteSpace(text)));
        var at = string.Create(CultureInfo.InvariantCulture, $"geo:{latitude:0.######},{longitude:0.######}");
        return place.Length == 0 ? $"\U0001F4CD {at}" : $"\U0001F4CD {place} ({at})";
    }

    /// <summary>The payload, where it says more than the button's text, which is the message's text already.</summary>
    private static string? Button(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("ButtonPayload") is not { Length: > 0 } payload) return null;
        return payload == fields.GetValueOrDefault("Body") ? null : $"[{payload}]";
    }

    private static double? Number(IReadOnlyDictionary<string, string> fields, string name, double most) =>
        double.TryParse(fields.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most ? number : null;
}
