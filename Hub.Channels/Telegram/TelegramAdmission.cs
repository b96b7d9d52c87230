namespace Hub.Channels.Telegram;

/// <summary>Which updates are a customer's word to us: those of private chats, by the numeric id of whoever wrote. Pure.</summary>
internal static class TelegramAdmission
{
    public const string Group = "group";
    public const string Sender = "sender";
    public const string Kind = "kind";

    /// <summary>Why nothing of an update is kept; null where it is a customer's.</summary>
    public static string? Refusal(TelegramUpdate update)
    {
        var message = MessageOf(update);
        var from = update.CallbackQuery is { } pressed ? pressed.From : message?.From;
        if (message is null || update.CallbackQuery is { Id: null }) return Kind;
        if (message.Chat?.Type != TelegramChat.Private) return Group;
        // names, user names and forwarded authors are anybody's choice; in a private chat the chat's id is that of its other side
        return from is null || from.IsBot || from.Id != message.Chat.Id || message.SenderChat is not null ? Sender : null;
    }

    /// <summary>The message that an update is about; of a pressed button the one that bears it.</summary>
    public static TelegramMessage? MessageOf(TelegramUpdate update) => update.Message ?? update.EditedMessage ?? update.CallbackQuery?.Message;
}
