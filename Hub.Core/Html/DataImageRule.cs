using System.Buffers;

namespace Hub.Core.Html;

/// <summary>An inline picture (RFC 2397) of a type that browsers only ever draw. SVG is not one: it is a document.</summary>
internal static class DataImageRule
{
    private static readonly string[] Prefixes =
        ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];

    private static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    public static string? Clean(string text)
    {
        foreach (var prefix in Prefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var data = text.AsSpan(prefix.Length);
            if (data.Contains(' '))
                data = data.ToString().Replace(" ", "", StringComparison.Ordinal);
            var digits = data.TrimEnd('=');
            var isValid = digits.Length > 0 && data.Length - digits.Length <= 2 && !digits.ContainsAnyExcept(Base64);
            return isValid ? string.Concat(prefix, data) : null;
        }
        return null;
    }
}
