using System.Globalization;
using System.Text.Json;
using Hub.Core.Conversations;

namespace Hub.Channels.Http;

/// <summary>Reads the JSON of an inbound message. Strict: what is not understood is refused with its place, never guessed or dropped.</summary>
internal static class HttpReceiver
{
    public const int MaxId = 200;
    public const int MaxAddress = 320;
    public const int MaxName = 200;
    public const int MaxSubject = 1_000;
    public const int MaxText = 1_000_000;
    public const int MaxHtml = 2_000_000;
    public const int MaxFiles = 50;
    public const int MaxFileName = 255;
    public const int MaxFileType = 127;

    // a message with an id that the sender gave is the same message by that id alone; a reception has a key space of its own
    private const string ByReception = "reception";

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads one input.</summary>
    /// <exception cref="UnreadableInputException">It is not such a message; the text says where and why.</exception>
    public static InboundMessage Read(RawInput input)
    {
        var message = Parse(input.Content.Span);
        Check("$.externalId", message.ExternalId, MaxId, single: true);
        Check("$.from.address", message.From.Address, MaxAddress, single: true);
        Check("$.from.name", message.From.Name, MaxName, single: true);
        Check("$.subject", message.Subject, MaxSubject, single: true);
        Check("$.thread", message.Thread, MaxId, single: true);
        Check("$.text", message.Text, MaxText, single: false);
        Check("$.html", message.Html, MaxHtml, single: false);
        if (string.IsNullOrWhiteSpace(message.From.Address)) throw Unreadable("$.from.address", "it is empty");
        var files = Files(message.Attachments ?? []);
        if (string.IsNullOrEmpty(message.Text) && string.IsNullOrEmpty(message.Html) && files.Count == 0)
            throw Unreadable("$", "there is neither text, html nor an attachment");
        return new InboundMessage
        {
            Source = string.IsNullOrEmpty(message.ExternalId) ? new SourceKey(input.ReceptionId, ByReception) : new SourceKey(message.ExternalId),
            FromAddress = message.From.Address,
            FromName = message.From.Name,
            Subject = message.Subject,
            Text = message.Text,
            Html = message.Html,
            Thread = string.IsNullOrEmpty(message.Thread) ? null : message.Thread,
            At = Time(message.At),
            Attachments = files,
        };
    }

    private static HttpInput Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HttpJson.Default.HttpInput) ?? throw Unreadable("$", "null is no message");
        }
        catch (JsonException error)
        {
            throw new UnreadableInputException(HttpJson.Fault(error), error);
        }
    }

    private static List<InboundAttachment> Files(IReadOnlyList<HttpInputFile> files)
    {
        if (files.Count > MaxFiles) throw Unreadable("$.attachments", $"there are more than {MaxFiles}");
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i] is null) throw Unreadable($"$.attachments[{i}]", "null is no file");
            Check($"$.attachments[{i}].name", files[i].Name, MaxFileName, single: true);
            Check($"$.attachments[{i}].type", files[i].Type, MaxFileType, single: true);
        }

        return [.. files.Select(file => new InboundAttachment(file.Name, file.Type ?? "application/octet-stream", file.Base64))];
    }

    private static DateTimeOffset? Time(string? text)
    {
        if (text is null) return null;
        // without an offset it would mean another instant on another machine
        var named = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        return named && DateTimeOffset.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw Unreadable("$.at", "it is not a time with its offset such as 2026-03-02T09:00:00Z (RFC 3339)");
    }

    /// <param name="field">Its path.</param>
    /// <param name="value">Its value.</param>
    /// <param name="most">The most UTF-16 units.</param>
    /// <param name="single">Whether it is one line: no control characters; a text may have line breaks, but no store takes a NUL.</param>
    private static void Check(string field, string? value, int most, bool single)
    {
        if (value is null) return;
        if (value.Length > most) throw Unreadable(field, $"it is longer than {most} characters");
        if (single ? value.Any(char.IsControl) : value.Contains('\0', StringComparison.Ordinal))
            throw Unreadable(field, "it has a control character");
    }

    private static UnreadableInputException Unreadable(string field, string why) => new($"{field}: {why}");
}
