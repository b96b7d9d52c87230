namespace Hub.Channels.Telegram;

/// <summary>What happened, as far as it is read. Source: core.telegram.org/bots/api#update.</summary>
internal sealed record TelegramUpdate
{
    public long UpdateId { get; init; }

    public TelegramMessage? Message { get; init; }

    public TelegramMessage? EditedMessage { get; init; }

    public TelegramCallback? CallbackQuery { get; init; }

    public TelegramMemberChange? MyChatMember { get; init; }
}

/// <summary>A button below a message was pressed.</summary>
internal sealed record TelegramCallback
{
    public string? Id { get; init; }

    public TelegramUser? From { get; init; }

    public TelegramMessage? Message { get; init; }

    public string? Data { get; init; }
}

/// <summary>The bot was added, removed, blocked or let in again.</summary>
internal sealed record TelegramMemberChange
{
    public TelegramChat? Chat { get; init; }

    public TelegramUser? From { get; init; }

    public TelegramMember? NewChatMember { get; init; }
}

/// <summary>What the bot is in a chat now.</summary>
internal sealed record TelegramMember(string? Status);

/// <summary>Somebody.</summary>
internal sealed record TelegramUser
{
    public long Id { get; init; }

    public bool IsBot { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Username { get; init; }

    public string? LanguageCode { get; init; }

    /// <summary>The name that the user shows, with the user name that others find it by.</summary>
    public string? Name
    {
        get
        {
            var name = string.Join(' ', new[] { FirstName, LastName }.Where(part => !string.IsNullOrWhiteSpace(part)));
            return string.IsNullOrWhiteSpace(Username) ? name : $"{name} (@{Username})".TrimStart();
        }
    }
}

/// <summary>Where it happened.</summary>
internal sealed record TelegramChat
{
    public const string Private = "private";

    public long Id { get; init; }

    public string? Type { get; init; }
}
