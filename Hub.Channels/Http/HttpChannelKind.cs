using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Hub.Channels.Http;

/// <summary>Makes the accounts of kind <c>http</c>. The secret is read once, so a rotated one takes effect with a changed section or a start.</summary>
internal sealed class HttpChannelKind(Receipts receipts, IHttpClientFactory clients, TimeProvider time, ILogger<HttpChannel> log) : IChannelKind
{
    public string Kind => HttpChannelOptions.KindName;

    public Type OptionsType => typeof(HttpChannelOptions);

    public IChannel Create(string id, IConfigurationSection section)
    {
        var options = section.Get<HttpChannelOptions>() ?? new HttpChannelOptions();
        var webhook = options.Webhook;
        if (webhook.Faults().FirstOrDefault() is { } fault) throw new InvalidOperationException($"Webhook:{fault.Key} {fault.Problem}: {fault.Fix}");
        var signature = webhook.Secret is { } secret ? new WebhookSignature(secret.Resolve()) : null;
        var sender = webhook.Url.Length > 0 && signature is not null ? new HttpSender(webhook, signature, clients, time, log) : null;
        return new HttpChannel(id, options, sender, new HttpHook(id, signature, receipts, time, log));
    }
}
