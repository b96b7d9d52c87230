namespace Hub.Channels.Telegram;

/// <summary>The parameters of the methods that are called, by the Bot API's names in snake case; what is null is left out.</summary>
internal sealed record TelegramParameters
{
    public static TelegramParameters None { get; } = new();

    public long? Offset { get; init; }

    public int? Limit { get; init; }

    public int? Timeout { get; init; }

    public IReadOnlyList<string>? AllowedUpdates { get; init; }

    public string? Url { get; init; }

    public string? SecretToken { get; init; }

    public bool? DropPendingUpdates { get; init; }

    public long? ChatId { get; init; }

    public string? Text { get; init; }

    public string? Caption { get; init; }

    /// <summary>Of sendDocument and sendPhoto: <c>attach://NAME</c>.</summary>
    public string? Document { get; init; }

    public string? Photo { get; init; }

    public IReadOnlyList<TelegramMedia>? Media { get; init; }

    public string? FileId { get; init; }

    public string? CallbackQueryId { get; init; }
}

/// <summary>A document of an outgoing album (InputMediaDocument).</summary>
internal sealed record TelegramMedia(string Type, string Media, string? Caption);
