using System.Text.RegularExpressions;
using Hub.Core.Channels;
using Microsoft.Extensions.Configuration;

namespace Hub.Channels.Telegram;

/// <summary>Makes the accounts of kind <c>telegram</c>. Secrets are read once, so a rotated one takes effect with a changed section or a start.</summary>
internal sealed partial class TelegramChannelKind(TelegramParts parts, IHttpClientFactory clients) : IChannelKind
{
    public string Kind => TelegramOptions.KindName;

    public Type OptionsType => typeof(TelegramOptions);

    public IChannel Create(string id, IConfigurationSection section)
    {
        var options = section.Get<TelegramOptions>() ?? new TelegramOptions();
        var faults = options.Faults().Concat(options.Webhook.Faults().Select(fault => fault with { Key = $"{nameof(options.Webhook)}:{fault.Key}" }));
        if (faults.FirstOrDefault() is { } fault) throw new InvalidOperationException($"{fault.Key} {fault.Problem}: {fault.Fix}");
        var token = (options.Token ?? throw new InvalidOperationException($"{nameof(options.Token)} is empty")).Resolve();
        if (!TelegramOptions.IsToken(token))
            throw new InvalidOperationException($"{nameof(options.Token)}: {options.Token} does not lead to a bot's token such as 123456:ABC...: take the one that BotFather gave");
        return new TelegramChannel(id, options, SecretOf(options.Webhook), new TelegramApi(options.ApiUrl, token, clients, parts.Time), parts);
    }

    private static string? SecretOf(TelegramWebhookOptions webhook)
    {
        if (webhook.Url.Length == 0) return null;
        var secret = webhook.Secret!.Resolve();
        return SecretForm().IsMatch(secret)
            ? secret
            : throw new InvalidOperationException(
                $"{nameof(TelegramOptions.Webhook)}:{nameof(webhook.Secret)}: {webhook.Secret} does not lead to a secret of 32 to 256 letters, digits, _ and -");
    }

    // core.telegram.org/bots/api#setwebhook, where 1 would be enough
    [GeneratedRegex("^[A-Za-z0-9_-]{32,256}$")]
    private static partial Regex SecretForm();
}
