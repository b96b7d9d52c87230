using Hub.Host.Events.Webhooks;
using Microsoft.Extensions.Options;

namespace Hub.Tests.Events.Webhooks;

/// <summary>Options that never change.</summary>
internal sealed class FixedWebhookOptions(EventWebhookOptions options) : IOptionsMonitor<EventWebhookOptions>
{
    public EventWebhookOptions CurrentValue => options;

    public EventWebhookOptions Get(string? name) => options;

    public IDisposable? OnChange(Action<EventWebhookOptions, string?> listener) => null;
}
