using System.Text.Json;

namespace Hub.Channels.Telegram;

/// <summary>What the Bot API answered. Source: core.telegram.org/bots/api#making-requests, #responseparameters.</summary>
internal sealed record TelegramAnswer
{
    public bool Ok { get; init; }

    public JsonElement Result { get; init; }

    public int ErrorCode { get; init; }

    public string? Description { get; init; }

    public TelegramAnswerParameters? Parameters { get; init; }

    /// <summary>When to ask again at the earliest.</summary>
    public TimeSpan? RetryAfter => Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}

/// <summary>What helps to handle a refusal.</summary>
internal sealed record TelegramAnswerParameters
{
    public int? RetryAfter { get; init; }

    public long? MigrateToChatId { get; init; }
}
