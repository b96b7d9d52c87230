using Hub.Core;
using Hub.Core.Subscriptions;

namespace Hub.Host.Api;

/// <summary>A subscription as the API shows it, without its secret.</summary>
internal sealed record EventSubscriptionView(
    string Id,
    string Name,
    string Url,
    IReadOnlyList<string> Kinds,
    bool Enabled,
    long Position,
    DateTimeOffset? FailingSince,
    string? LastError,
    long Version,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset ChangedAt,
    string ChangedBy)
{
    public static EventSubscriptionView Of(EventSubscription one) => new(
        Ids.Text(one.Id), one.Name, one.Url, one.Kinds, one.Enabled, one.Position, one.FailingSince?.ToTime(), one.LastError,
        one.Version, one.CreatedAt.ToTime(), one.CreatedBy, one.ChangedAt.ToTime(), one.ChangedBy);
}

/// <summary>A subscription with the secret that signs its posts, which is shown now and never again.</summary>
internal sealed record NewEventSubscriptionView(EventSubscriptionView Subscription, string Secret);

/// <summary>An event that was given up.</summary>
internal sealed record EventFailureView(long Seq, string Kind, string? ConversationId, long Attempts, string? Error, DateTimeOffset? FailedAt)
{
    public static EventFailureView Of(EventPost post) => new(
        post.Seq, post.Kind, post.ConversationId is { } id ? Ids.Text(id) : null, post.Attempts, post.Error, post.FailedAt?.ToTime());
}

/// <summary>What the receiver made of a test.</summary>
internal sealed record EventTestView(bool Taken, string? Error)
{
    public static EventTestView Of(PostOutcome outcome) => outcome switch
    {
        PostOutcome.Taken => new(true, null),
        PostOutcome.NotTaken failed => new(false, failed.Error),
        _ => new(false, "HTTP 410"),
    };
}

/// <summary>How many events that were given up are tried again.</summary>
internal sealed record EventRetryView(int Retried);
