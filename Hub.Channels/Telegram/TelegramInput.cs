using System.Text.Json;

namespace Hub.Channels.Telegram;

/// <summary>What the intake is given and the quarantine keeps: the updates that make one message, as they came, and the files that they name.</summary>
internal sealed record TelegramInput
{
    public const string MediaType = "application/json";

    public IReadOnlyList<JsonElement>? Updates { get; init; }

    public IReadOnlyList<TelegramInputFile>? Files { get; init; }
}

/// <summary>A file that was fetched, or why it was not.</summary>
/// <param name="FileId">By which the update names it.</param>
/// <param name="Content">Its bytes; null where it is missing.</param>
/// <param name="Missing">Why it is missing, in words for people.</param>
internal sealed record TelegramInputFile(string FileId, byte[]? Content, string? Missing);
