using System.Net.Http.Headers;

namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>The media type of a file as it is declared in a mail.</summary>
internal static class FileType
{
    private const string Unknown = "application/octet-stream";
    private const int MaxLength = 127;
    private const int MaxCharset = 40;

    /// <summary>
    /// The type and its charset; what is no type is unknown. So are composite types, because RFC 2046 section 5 forbids to encode them and
    /// a file must arrive octet by octet.
    /// </summary>
    public static string Writable(string type)
    {
        if (!MediaTypeHeaderValue.TryParse(type, out var parsed) || parsed.MediaType is not { Length: <= MaxLength } media) return Unknown;
        if (IsComposite(media) || !media.All(c => c is > ' ' and <= '~')) return Unknown;
        var charset = parsed.CharSet?.Trim('"') ?? "";
        return IsCharset(charset) ? $"{media}; charset=\"{charset}\"" : media;
    }

    private static bool IsComposite(string media) =>
        media.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || media.StartsWith("message/", StringComparison.OrdinalIgnoreCase);

    private static bool IsCharset(string name) =>
        name.Length is > 0 and <= MaxCharset && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
