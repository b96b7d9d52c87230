using System.ComponentModel.DataAnnotations;
using System.Net;
using Hub.Core.Configuration;
using Hub.Core.Security;

namespace Hub.Channels.Http;

/// <summary>The webhook that a channel's answers are posted to.</summary>
public sealed class HttpWebhookOptions : IOptionRules
{
    /// <summary>Where answers are posted: an https URL, or http on this machine. Default empty: answers are held, listed and downloadable
    /// in the channel's outbox.</summary>
    public string Url { get; init; } = "";

    /// <summary>The reference to the key that signs each post; at least 16 characters. Default none; needed with <see cref="Url"/>.</summary>
    [SecretMinimum(16)]
    public SecretReference? Secret { get; init; }

    /// <summary>Whether the receiver takes a message id that it has seen for done. Then a post whose outcome is not known is repeated,
    /// else it waits for a human. Default false.</summary>
    public bool ReceiverDeduplicates { get; init; }

    /// <summary>How long one post may take. Unit seconds, default 10, range 1 to 120.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>Whether <see cref="Url"/> may be plain http on another machine: what customers write then crosses the network readable.
    /// Default false.</summary>
    public bool AllowPlain { get; init; }

    /// <summary><see cref="TimeoutSeconds"/> as a duration.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <inheritdoc/>
    public IEnumerable<OptionFault> Faults()
    {
        if (Url.Length == 0)
        {
            yield break;
        }

        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return new(nameof(Url), "is not an absolute http or https URL", "write https://HOST/PATH");
        }
        else if (url.UserInfo.Length > 0)
        {
            yield return new(nameof(Url), "holds a user name or password", "leave it out: each post is signed with Secret");
        }
        else if (url.Scheme == "http" && !IsThisMachine(url) && !AllowPlain)
        {
            yield return new(nameof(Url), "is plain http to another machine", "use https, or set AllowPlain to true beside it");
        }

        if (Secret is null)
        {
            yield return new(nameof(Secret), "is empty although Url is set", "refer to a key of 16 characters or more: env:NAME or file:PATH");
        }
    }

    private static bool IsThisMachine(Uri url) =>
        url.IdnHost == "localhost" || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));
}
