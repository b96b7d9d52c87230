using System.Globalization;
using System.Text.Json;
using Hub.Core.Arrivals;
using Hub.Core.Conversations.Threading;

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
        CheckKey("$.externalId", message.ExternalId, MaxId);
        CheckKey("$.from.address", message.From.Address, MaxAddress);
        CheckKey("$.thread", message.Thread, MaxId);
        Check("$.from.name", message.From.Name, MaxName);
        Check("$.subject", message.Subject, MaxSubject);
        Check("$.text", message.Text, MaxText);
        Check("$.html", message.Html, MaxHtml);
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
            Thread = string.IsNullOrEmpty(message.Thread) ? null : new ThreadPlace([message.Thread], message.Thread),
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
            Check($"$.attachments[{i}].name", files[i].Name, MaxFileName);
            Check($"$.attachments[{i}].type", files[i].Type, MaxFileType);
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

    private static void Check(string field, string? value, int most)
    {
        if (value?.Length > most) throw Unreadable(field, $"it is longer than {most} characters");
    }

    /// <summary>What others are found by is taken as it is or not at all.</summary>
    private static void CheckKey(string field, string? value, int most)
    {
        Check(field, value, most);
        if (value?.Any(char.IsControl) == true) throw Unreadable(field, "it has a control character");
    }

    private static UnreadableInputException Unreadable(string field, string why) => new($"{field}: {why}");
}
