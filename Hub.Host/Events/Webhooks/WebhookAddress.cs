using System.Net;
using Hub.Core.Security;
using Hub.Core.Subscriptions;

namespace Hub.Host.Events.Webhooks;

/// <summary>What a receiver's address may look like. Where a name leads is looked at whenever it is called.</summary>
internal static class WebhookAddress
{
    /// <summary>Why this is no address for a receiver, or null.</summary>
    public static string? Fault(string text, bool allowInternal)
    {
        if (text.Length > EventSubscription.LongestUrl) return $"it is longer than {EventSubscription.LongestUrl} characters";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return "it is not an https URL";
        if (url.UserInfo.Length > 0) return "it holds a user name or password: posts are signed instead";
        if (url.Fragment.Length > 0) return "it has a fragment, which is never sent";
        if (allowInternal) return null;
        if (url.Scheme != "https") return "it is not an https URL";
        // what the literal says of itself; a name is judged at each call
        return IPAddress.TryParse(url.IdnHost, out var address) && !PublicInternet.Includes(address) ? "it is no address of the public internet" : null;
    }
}
