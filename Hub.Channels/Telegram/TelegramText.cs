using System.Globalization;
using System.Text;

namespace Hub.Channels.Telegram;

/// <summary>What a message says, as text: words, and what is no words told in words. Pure.</summary>
internal static class TelegramText
{
    private const int MaxQuote = 300;

    /// <summary>The text of a message, or of an album's messages.</summary>
    /// <param name="messages">In order.</param>
    /// <param name="missing">Files that were not fetched, and why.</param>
    /// <returns>The text, and whether everything in the messages is shown.</returns>
    public static (string Text, bool IsShown) Of(IReadOnlyList<TelegramMessage> messages, IEnumerable<(string Name, string? Why)> missing)
    {
        var lines = new List<string>();
        if (QuoteOf(messages[0]) is { } quote) lines.Add(quote);
        var before = lines.Count;
        foreach (var message in messages) lines.AddRange(Parts(message));
        lines.AddRange(missing.Select(file => $"[The file {file.Name} is not here: {file.Why ?? "it was not fetched"}.]"));
        var isShown = lines.Count > before || messages.Any(message => TelegramFiles.Of(message).Any());
        if (!isShown) lines.Add("[A message of a kind that is not shown here.]");
        return (string.Join("\n\n", lines), isShown);
    }

    private static IEnumerable<string> Parts(TelegramMessage message)
    {
        if (!string.IsNullOrEmpty(message.Text)) yield return TelegramEntities.WithLinks(message.Text, message.Entities);
        if (!string.IsNullOrEmpty(message.Caption)) yield return TelegramEntities.WithLinks(message.Caption, message.CaptionEntities);
        if (!string.IsNullOrEmpty(message.Sticker?.Emoji)) yield return message.Sticker.Emoji;
        if (message.Venue is { } venue) yield return $"[Place] {venue.Title}, {venue.Address} {Map(venue.Location)}".TrimEnd();
        else if (message.Location is { } location) yield return $"[Location] {Map(location)}";
        if (message.Contact is { } contact)
            yield return $"[Contact] {string.Join(' ', new[] { contact.FirstName, contact.LastName, contact.PhoneNumber }.Where(part => !string.IsNullOrWhiteSpace(part)))}";
    }

    private static string Map(TelegramLocation? place) => place is null
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Latitude:0.######}, {place.Longitude:0.######} https://www.openstreetmap.org/?mlat={place.Latitude:0.######}&mlon={place.Longitude:0.######}");

    /// <summary>What it replies to, in the form in which programs quote.</summary>
    private static string? QuoteOf(TelegramMessage message)
    {
        if (message.ReplyToMessage is not { } earlier) return null;
        var words = message.Quote?.Text ?? earlier.Text ?? earlier.Caption;
        if (string.IsNullOrWhiteSpace(words)) return null;
        var end = Math.Min(words.Length, MaxQuote);
        if (end < words.Length && char.IsHighSurrogate(words[end - 1])) end--;
        var at = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(earlier.Date, 0, uint.MaxValue));
        var quote = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"On {at:yyyy-MM-dd} at {at:HH:mm}, {OneLine(earlier.From?.Name ?? "somebody")} wrote:"));
        foreach (var line in (words[..end] + (end < words.Length ? "..." : "")).Split('\n')) quote.Append("\n> ").Append(line);
        return quote.ToString();
    }

    private static string OneLine(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
