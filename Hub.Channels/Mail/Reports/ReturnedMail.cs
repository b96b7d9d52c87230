using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Channels.Mail.Reports;

/// <summary>By what a returned mail, or what is left of one, can be known again.</summary>
/// <param name="MessageId">Its Message-ID without brackets, or null.</param>
/// <param name="ReturnPath">The address that it was sent from, or null.</param>
/// <param name="Mark">The mark that the sending hub put on it, or null.</param>
internal sealed record ReturnedMail(string? MessageId, string? ReturnPath, string? Mark)
{
    /// <summary>The field of the mark.</summary>
    public const string MarkField = "X-OmniHub-Delivery";

    /// <summary>Nothing was returned.</summary>
    public static readonly ReturnedMail Nothing = new(null, null, null);

    private const int MostLines = 2_000;

    private static readonly string[] EnclosedTypes =
        ["message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers", "message/rfc822-headers"];

    /// <summary>What is enclosed, else what the text of the report quotes.</summary>
    public static ReturnedMail Of(ReceivedMail mail, string text)
    {
        var enclosed = mail.Files.FirstOrDefault(file => EnclosedTypes.Contains(file.Type));
        var header = enclosed is null ? null : Of(HeaderBlock.Peek(enclosed.Content));
        return header is null || header == Nothing ? Of(text) : header;
    }

    /// <summary>By its header.</summary>
    public static ReturnedMail Of(HeaderFields headers) => new(
        MessageIds.Own(headers), Bare(headers.Find("Return-Path")?.Raw), headers.Find(MarkField)?.Raw.Trim());

    /// <summary>By the lines of a header somewhere in a text, quoted or not; each field's first.</summary>
    public static ReturnedMail Of(string text)
    {
        string? id = null, path = null, mark = null;
        var lines = 0;
        foreach (var each in text.AsSpan().EnumerateLines())
        {
            if (++lines > MostLines) break;
            var line = each.TrimStart("> \t");
            id ??= Value(line, "Message-ID:");
            path ??= Value(line, "Return-Path:");
            mark ??= Value(line, MarkField + ":");
        }

        return new ReturnedMail(Bare(id), Bare(path), mark);
    }

    private static string? Value(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length <= MimeLimits.MaxIdChars
            && line[name.Length..].Trim() is { IsEmpty: false } value ? value.ToString() : null;

    private static string? Bare(string? bracketed) => bracketed?.Trim(' ', '\t', '<', '>') is { Length: > 0 } bare ? bare : null;
}
