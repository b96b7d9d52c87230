using System.Globalization;
using Hub.Core.Security;

namespace Hub.Core.Subscriptions;

/// <summary>
/// The secrets that sign what subscriptions are posted. They are derived from the installation's key, so none is stored; each has the form of
/// Standard Webhooks 1.0, <c>whsec_</c> and base64.
/// </summary>
public sealed class SubscriptionSecrets(InstallationKey key)
{
    /// <summary>How long the former secret signs beside a new one, so that the receiver can change without a gap.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>The secret of now.</summary>
    public string Current(EventSubscription subscription) => Of(subscription.Id, subscription.SecretVersion);

    /// <summary>The secrets that sign at this time, the present one first.</summary>
    public IReadOnlyList<string> Valid(EventSubscription subscription, DateTimeOffset now)
    {
        var isOverlap = subscription.SecretVersion > 1 && now < subscription.SecretAt.ToTime() + Overlap;
        return isOverlap ? [Current(subscription), Of(subscription.Id, subscription.SecretVersion - 1)] : [Current(subscription)];
    }

    private string Of(Guid id, long version) =>
        "whsec_" + Convert.ToBase64String(key.For(string.Create(CultureInfo.InvariantCulture, $"event-subscription:{Ids.Text(id)}:{version}")));
}
