using System.Globalization;

namespace Hub.Channels.Telegram;

/// <summary>The files that a message names. Pure.</summary>
internal static class TelegramFiles
{
    /// <summary>The largest file that the Bot API hands out (core.telegram.org/bots/api#getfile).</summary>
    public const int MaxBytes = 20 << 20;

    /// <summary>The files of a message; of a picture in several sizes the largest.</summary>
    public static IEnumerable<NamedFile> Of(TelegramMessage message)
    {
        if (message.Photo is { Count: > 0 } sizes && sizes.MaxBy(size => size.FileSize ?? size.Width) is { } photo)
            yield return Named(message, photo, "photo", ".jpg", "image/jpeg");
        // an animation is named as a document too, for programs that do not know it
        if (message.Animation is { } animation) yield return Named(message, animation, "animation", ".mp4", "video/mp4");
        else if (message.Document is { } document) yield return Named(message, document, "file", "", "application/octet-stream");
        if (message.Audio is { } audio) yield return Named(message, audio, "audio", ".mp3", "audio/mpeg");
        if (message.Video is { } video) yield return Named(message, video, "video", ".mp4", "video/mp4");
        if (message.VideoNote is { } note) yield return Named(message, note, "video", ".mp4", "video/mp4");
        if (message.Voice is { } voice) yield return Named(message, voice, "voice", ".ogg", "audio/ogg");
        if (message.Sticker is { } sticker) yield return Sticker(message, sticker);
    }

    private static NamedFile Sticker(TelegramMessage message, TelegramFile sticker) => sticker switch
    {
        { IsVideo: true } => Named(message, sticker, "sticker", ".webm", "video/webm"),
        { IsAnimated: true } => Named(message, sticker, "sticker", ".tgs", "application/gzip"),
        _ => Named(message, sticker, "sticker", ".webp", "image/webp"),
    };

    private static NamedFile Named(TelegramMessage message, TelegramFile file, string kind, string ending, string type) => new(
        file.FileId ?? "",
        string.IsNullOrWhiteSpace(file.FileName) ? string.Create(CultureInfo.InvariantCulture, $"{kind}-{message.MessageId}{ending}") : file.FileName,
        string.IsNullOrWhiteSpace(file.MimeType) ? type : file.MimeType,
        file.FileSize);
}

/// <summary>A file that can be fetched.</summary>
/// <param name="Id">Its <c>file_id</c>.</param>
/// <param name="Name">Its name, or one made up.</param>
/// <param name="Type">Its media type, as the sender says.</param>
/// <param name="Size">Its size in bytes, where that is told.</param>
internal sealed record NamedFile(string Id, string Name, string Type, long? Size);
