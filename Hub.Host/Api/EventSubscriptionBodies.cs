using Hub.Core.Subscriptions;
using Hub.Host.Events.Webhooks;

namespace Hub.Host.Api;

/// <summary>A subscription to add: <c>kinds</c> such as <c>message.received</c> or <c>message.*</c>; none for everything.</summary>
internal sealed record NewEventSubscriptionBody(string Name, string Url, IReadOnlyList<string>? Kinds = null, bool Enabled = true)
{
    public NewSubscription New() => new(Name, Url, Kinds ?? [], Enabled);

    public Problem? Fault(bool allowInternal) => EventSubscriptionChangeBody.Fault(Name, Url, Kinds, allowInternal);
}

/// <summary>What to change of a subscription; what is left out stays.</summary>
internal sealed record EventSubscriptionChangeBody(string? Name = null, string? Url = null, IReadOnlyList<string>? Kinds = null, bool? Enabled = null)
{
    public SubscriptionChange Change() => new(Name, Url, Kinds, Enabled);

    public Problem? Fault(bool allowInternal) => Fault(Name, Url, Kinds, allowInternal);

    internal static Problem? Fault(string? name, string? url, IReadOnlyList<string>? kinds, bool allowInternal) =>
        Input.LineFault(name, EventSubscription.LongestName) is { } wrongName ? Problem.Invalid("name", wrongName)
        : url is not null && WebhookAddress.Fault(url, allowInternal) is { } wrongUrl ? Problem.Invalid("url", wrongUrl)
        : kinds is not null && EventKinds.Fault(kinds) is { } wrongKinds ? Problem.Invalid("kinds", wrongKinds)
        : null;
}

/// <summary>From which journal number on events are told again.</summary>
internal sealed record ReplayBody(long From);
