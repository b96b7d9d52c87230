using Hub.Core.Channels;

namespace Hub.Channels.Telegram;

/// <summary>
/// What the Bot API's refusals mean. A code and the words that its description has (core.telegram.org/bots/api#making-requests; the descriptions
/// are not listed there: they are those of github.com/tdlib/telegram-bot-api); the first row that fits counts.
/// </summary>
internal static class TelegramErrors
{
    private static readonly (int Code, string Words, Func<string, TimeSpan?, DeliveryResult> Meaning)[] Table =
    [
        (429, "", (detail, after) => new DeliveryResult.Deferred(DeliveryClass.Throttled, detail, after)),
        (401, "", (detail, _) => new DeliveryResult.Deferred(DeliveryClass.Configuration, detail)),
        // a token that was revoked, or an address that is no Bot API
        (404, "", (detail, _) => new DeliveryResult.Deferred(DeliveryClass.Configuration, detail)),
        (403, "blocked by the user", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Consent, detail) { IsDead = true }),
        (403, "user is deactivated", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Address, detail) { IsDead = true }),
        (403, "", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Address, detail)),
        (400, "chat not found", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Address, detail) { IsDead = true }),
        (400, "user not found", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Address, detail) { IsDead = true }),
        (400, "PEER_ID_INVALID", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Address, detail) { IsDead = true }),
        (400, "USER_IS_BLOCKED", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Consent, detail) { IsDead = true }),
        (413, "", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Content, detail)),
        (400, "", (detail, _) => new DeliveryResult.Rejected(DeliveryClass.Content, detail)),
    ];

    /// <summary>A refusal. What the server itself has stumbled over may have been done before that: the outcome is not known.</summary>
    public static DeliveryResult FromRefusal(TelegramAnswer answer)
    {
        var detail = $"{answer.ErrorCode} {answer.Description}".TrimEnd();
        foreach (var (code, words, meaning) in Table)
            if (code == answer.ErrorCode && (words.Length == 0 || answer.Description?.Contains(words, StringComparison.OrdinalIgnoreCase) == true))
                return meaning(detail, answer.RetryAfter);
        return answer.ErrorCode is >= 400 and < 500
            ? new DeliveryResult.Rejected(DeliveryClass.Content, detail)
            : new DeliveryResult.Unknown(detail);
    }

    /// <summary>There was no answer.</summary>
    public static DeliveryResult FromBreak(TelegramBrokenException error) => error.Begun
        ? new DeliveryResult.Unknown($"{error.Message} after the request had begun")
        : new DeliveryResult.Deferred(DeliveryClass.Transient, $"{error.Message} before the request was sent");
}
