using System.Text;
using System.Text.Json;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>
/// What the collectors of a mail expect of it. Their replacement characters stand for anything: they do not guess charsets. Runs of
/// blanks count as one: they keep the wrapping of flowed text and a part's last line break.
/// </summary>
internal sealed class ExpectedMail(JsonElement mail)
{
    private readonly List<JsonElement> _parts = [.. mail.GetProperty("parts").EnumerateArray()];

    public bool MatchesFrom(ReceivedMail read)
    {
        if (Header(_parts[0], "from", "Address") is not { } list) return read.From is null;
        if (!list.TryGetProperty("List", out var boxes)) return false;
        var expected = boxes.EnumerateArray().Where(box => Text(box, "address") is not null).ToList();
        if (expected.Count != read.Senders.Count) return false;
        return expected.Zip(read.Senders).All(pair =>
            Same(Text(pair.First, "address"), pair.Second.Address) && Same(Text(pair.First, "name"), pair.Second.Name));
    }

    public bool MatchesSubject(ReceivedMail read) => Same(Header(_parts[0], "subject", "Text")?.GetString(), read.Subject);

    public bool MatchesText(ReceivedMail read) => Same(Body("text_body", "Text"), read.Text);

    /// <summary>Text parts between HTML parts are markup with us: the HTML parts must be there, in their order.</summary>
    public bool MatchesHtml(ReceivedMail read)
    {
        var at = 0;
        var html = Blank(read.Html ?? "");
        foreach (var part in Parts("html_body").Where(part => Kind(part) == "Html"))
        {
            var content = Blank(Content(part, "Html").GetString()!);
            if ((at = html.IndexOf(content, at, StringComparison.Ordinal)) < 0) return false;
            at += content.Length;
        }
        return Parts("html_body").Any(part => Kind(part) == "Html") == read.Html is not null;
    }

    public bool MatchesFiles(ReceivedMail read)
    {
        var expected = Parts("attachments").ToList();
        return expected.Count == read.Files.Count && expected.Zip(read.Files).All(pair => Same(pair.First, pair.Second));
    }

    private static bool Same(JsonElement part, MailFile file) => Name(part) is var name && (name is null || Same(name, Unquoted(file.Name))) && SameContent(part, file);

    /// <summary>Their names have lost the backslashes of paths.</summary>
    private static string Unquoted(string name) => name.Replace("\\", "", StringComparison.Ordinal);

    private static bool SameContent(JsonElement part, MailFile file) => Kind(part) switch
    {
        "Binary" or "InlineBinary" => SameBytes([.. Content(part, Kind(part)).EnumerateArray().Select(value => value.GetByte())], file.Content.ToArray()),
        "Message" => file.Type is "message/rfc822",
        var kind => Same(Content(part, kind).GetString(), Charsets.Decode(file.Content.Span, Attribute(part, "content_type", "charset"), null)),
    };

    /// <summary>Lines may end otherwise than in the mail that the expectation was made of.</summary>
    private static bool SameBytes(byte[] expected, byte[] read) =>
        expected.SequenceEqual(read) || expected.Where(value => value != '\r').SequenceEqual(read.Where(value => value != '\r'));

    private string? Body(string list, string kind)
    {
        var texts = Parts(list).Where(part => Kind(part) == kind).Select(part => Content(part, kind).GetString()).ToList();
        return texts.Count == 0 ? null : string.Join('\n', texts);
    }

    private IEnumerable<JsonElement> Parts(string list) => mail.GetProperty(list).EnumerateArray().Select(index => _parts[index.GetInt32()]);

    private static string Kind(JsonElement part) => part.GetProperty("body").EnumerateObject().First().Name;

    private static JsonElement Content(JsonElement part, string kind) => part.GetProperty("body").GetProperty(kind);

    private static JsonElement? Header(JsonElement part, string name, string kind)
    {
        JsonElement? found = null;
        foreach (var header in part.GetProperty("headers").EnumerateArray())
            if (header.GetProperty("name") is { ValueKind: JsonValueKind.String } given && given.GetString() == name
                && header.GetProperty("value") is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(kind, out var content)) found = content;
        return found;
    }

    private static string? Name(JsonElement part) => Attribute(part, "content_disposition", "filename") ?? Attribute(part, "content_type", "name");

    private static string? Attribute(JsonElement part, string header, string name)
    {
        if (Header(part, header, "ContentType") is not { } field || field.GetProperty("attributes") is not { ValueKind: JsonValueKind.Array } attributes) return null;
        return attributes.EnumerateArray().Where(attribute => Text(attribute, "name") == name).Select(attribute => Text(attribute, "value")).FirstOrDefault();
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private static bool Same(string? expected, string? read)
    {
        var (left, right) = (Blank(expected ?? ""), Blank(read ?? ""));
        if (!left.Contains('\ufffd')) return left == right;
        var at = 0;
        foreach (var piece in left.Split('\ufffd', StringSplitOptions.RemoveEmptyEntries))
        {
            if ((at = right.IndexOf(piece, at, StringComparison.Ordinal)) < 0) return false;
            at += piece.Length;
        }
        return true;
    }

    private static string Blank(string text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) joined.Append(joined.Length > 0 ? " " : "").Append(word);
        return joined.ToString().Replace("\0", "", StringComparison.Ordinal);
    }
}
