using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Telegram;

/// <summary>How Telegram calls the hub. Source: core.telegram.org/bots/api#setwebhook.</summary>
public sealed class TelegramWebhookOptions : IOptionRules
{
    /// <summary>The public https address of the account's hook, which Telegram is told: <c>https://HOST/hooks/ID</c>. Default empty: the hub asks
    /// for updates itself (long polling).</summary>
    public string Url { get; init; } = "";

    /// <summary>The reference to the secret that Telegram shows with each call: 32 characters or more, letters, digits, <c>_</c> and <c>-</c>.
    /// Default none; needed with <see cref="Url"/>.</summary>
    [SecretMinimum(32)]
    public SecretReference? Secret { get; init; }

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Url.Length == 0) yield break;
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme != "https" || url.UserInfo.Length > 0)
            yield return new(nameof(Url), "is not an https address", "write https://HOST/hooks/ID, or leave it empty");
        if (Secret is null)
            yield return new(nameof(Secret), "is empty although Url is set", "refer to a secret of 32 characters or more: env:NAME or file:PATH");
    }
}
