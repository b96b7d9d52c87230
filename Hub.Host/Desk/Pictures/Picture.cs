namespace Hub.Host.Desk.Pictures;

/// <summary>A picture.</summary>
/// <param name="Type">Its media type, by its bytes.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record Picture(string Type, ReadOnlyMemory<byte> Content)
{
    /// <summary>The largest picture that is shown, in bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>The picture that these bytes are; null where they are none that browsers only ever draw. SVG is not one: it is a document.</summary>
    public static Picture? Of(ReadOnlyMemory<byte> content) => TypeOf(content.Span) is { } type ? new Picture(type, content) : null;

    private static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ? "image/png"
        : bytes.StartsWith<byte>([0xff, 0xd8, 0xff]) ? "image/jpeg"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
