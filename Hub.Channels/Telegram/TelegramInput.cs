using System.Text.Json;

namespace Hub.Channels.Telegram;

/// <summary>What the intake is given and the quarantine keeps: the updates that make one message, as they came, and the files that they name.</summary>
internal sealed record TelegramInput
{
    public const string MediaType = "application/json";

    public IReadOnlyList<JsonElement>? Updates { get; init; }

    public IReadOnlyList<TelegramInputFile>? Files { get; init; }

    /// <summary>The bytes of an input. Updates stand in it as they came to the letter, so that nothing in them, such as half a character, can be refused
    /// before the intake has them.</summary>
    public static byte[] Write(IEnumerable<JsonElement> updates, IEnumerable<TelegramInputFile> files)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("updates");
            foreach (var update in updates) json.WriteRawValue(update.GetRawText(), skipInputValidation: true);
            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (var file in files) JsonSerializer.Serialize(json, file, TelegramJson.Default.TelegramInputFile);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}

/// <summary>A file that was fetched, or why it was not.</summary>
/// <param name="FileId">By which the update names it.</param>
/// <param name="Content">Its bytes; null where it is missing.</param>
/// <param name="Missing">Why it is missing, in words for people.</param>
internal sealed record TelegramInputFile(string FileId, byte[]? Content, string? Missing);
