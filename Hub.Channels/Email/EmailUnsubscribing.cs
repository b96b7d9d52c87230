using Hub.Core.Channels;

namespace Hub.Channels.Email;

/// <summary>How the receiver of a mail that no person wrote is told to end such mails (RFC 2369 section 3.2, RFC 8058).</summary>
internal sealed class EmailUnsubscribing(IPublicLinks links)
{
    private const string Subject = "?subject=unsubscribe";

    /// <summary>The places for <c>List-Unsubscribe</c>, the one that takes one click first; none for a mail that nobody need end.</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">The address of ours that it goes out from.</param>
    public IReadOnlyList<Uri> PlacesOf(OutboundMessage message, string from)
    {
        if (message.UnsubscribeToken is not { } token) return [];
        var byMail = new Uri($"mailto:{EmailNames.ReplyAddress(from, token)}{Subject}");
        return links.Unsubscribe(token) is { } byClick ? [byClick, byMail] : [byMail];
    }
}
