using System.Globalization;

namespace Hub.Channels.Twilio;

/// <summary>How the API writes times: as RFC 2822 in what it answers, as ISO 8601 in what it is asked.</summary>
internal static class TwilioTime
{
    private const string Form = "ddd, dd MMM yyyy HH:mm:ss zzz";

    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    public static string Ask(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
