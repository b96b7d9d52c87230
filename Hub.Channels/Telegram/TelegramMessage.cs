using System.Text.Json;

namespace Hub.Channels.Telegram;

/// <summary>A message, as far as it is read. Source: core.telegram.org/bots/api#message.</summary>
internal sealed record TelegramMessage
{
    public long MessageId { get; init; }

    public TelegramUser? From { get; init; }

    public TelegramChat? SenderChat { get; init; }

    public TelegramChat? Chat { get; init; }

    public long Date { get; init; }

    public long? EditDate { get; init; }

    public string? MediaGroupId { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<TelegramEntity>? Entities { get; init; }

    public string? Caption { get; init; }

    public IReadOnlyList<TelegramEntity>? CaptionEntities { get; init; }

    public TelegramMessage? ReplyToMessage { get; init; }

    public TelegramQuote? Quote { get; init; }

    /// <summary>Where a forwarded message comes from: what it says of its author proves nothing.</summary>
    public JsonElement? ForwardOrigin { get; init; }

    public IReadOnlyList<TelegramFile>? Photo { get; init; }

    public TelegramFile? Document { get; init; }

    public TelegramFile? Animation { get; init; }

    public TelegramFile? Audio { get; init; }

    public TelegramFile? Video { get; init; }

    public TelegramFile? VideoNote { get; init; }

    public TelegramFile? Voice { get; init; }

    public TelegramFile? Sticker { get; init; }

    public TelegramLocation? Location { get; init; }

    public TelegramVenue? Venue { get; init; }

    public TelegramContact? Contact { get; init; }

    public TelegramKeyboard? ReplyMarkup { get; init; }
}

/// <summary>A stretch of a text that means something, in UTF-16 units.</summary>
internal sealed record TelegramEntity(string? Type, long Offset, long Length, string? Url);

/// <summary>The part of the message replied to that was picked.</summary>
internal sealed record TelegramQuote(string? Text);

/// <summary>A file of any kind; each kind has some of these.</summary>
internal sealed record TelegramFile
{
    public string? FileId { get; init; }

    public long? FileSize { get; init; }

    public string? FileName { get; init; }

    public string? MimeType { get; init; }

    public int Width { get; init; }

    public string? Emoji { get; init; }

    public bool IsAnimated { get; init; }

    public bool IsVideo { get; init; }
}

/// <summary>A place.</summary>
internal sealed record TelegramLocation(double Latitude, double Longitude);

/// <summary>A place with a name.</summary>
internal sealed record TelegramVenue(TelegramLocation? Location, string? Title, string? Address);

/// <summary>Somebody's phone number, as the sender gives it.</summary>
internal sealed record TelegramContact(string? PhoneNumber, string? FirstName, string? LastName, long? UserId);

/// <summary>The buttons below a message.</summary>
internal sealed record TelegramKeyboard(IReadOnlyList<IReadOnlyList<TelegramButton>>? InlineKeyboard);

/// <summary>A button.</summary>
internal sealed record TelegramButton(string? Text, string? CallbackData);

/// <summary>What <c>getFile</c> answers.</summary>
internal sealed record TelegramFileAnswer(string? FilePath, long? FileSize);
