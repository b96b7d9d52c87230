using Hub.Core.Channels;
using Hub.Core.Html;
using Hub.Core.Identities;
using Hub.Core.Quoting;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Conversations;

/// <summary>A message that an agent wrote, made ready outside the transaction.</summary>
internal sealed record PreparedMessage(Guid Id, NewMessage Wish, StoredBody Text, StoredBody Html)
{
    /// <summary>Whom it goes to, the one it is written to first; decided in the transaction that writes it.</summary>
    public IReadOnlyList<Receiver> Receivers { get; init; } = [];

    /// <summary>The signature below it, or null.</summary>
    public Signing? Signing { get; init; }

    /// <summary>Which of the text is new (<see cref="BodyParts"/>), or null where all of it is.</summary>
    public BodyParts? TextParts { get; init; }

    /// <summary>Which of the HTML is new, or null where all of it is.</summary>
    public BodyParts? HtmlParts { get; init; }

    /// <exception cref="Storage.StoreUnavailableException">A large body could not be made durable.</exception>
    public static async Task<PreparedMessage> FromAsync(NewMessage wish, Signing? signing, Bodies bodies, TimeProvider time, CancellationToken ct)
    {
        var html = wish.Html is null ? null : HtmlSanitizer.Clean(wish.Html);
        var text = (wish.Text ?? (html is not null ? HtmlText.ToText(html) : wish.Template?.ToString() ?? "")).Replace("\0", "", StringComparison.Ordinal);
        // what says nothing is refused, signed or not
        var signature = (string.IsNullOrWhiteSpace(text) && wish.Attachments.Count == 0) || wish.Template is not null ? null : signing?.Text;
        if (signature is not null) (text, html) = (Signature.InText(text, signature), html is null ? null : Signature.InHtml(html, signature));
        return new PreparedMessage(
            Ids.New(time),
            wish with { Text = text, Html = html },
            await bodies.PrepareAsync(text, ct),
            await bodies.PrepareAsync(html, ct))
        {
            Signing = signing,
            TextParts = signature is null ? null : Quotes.InText(text, subject: null),
            HtmlParts = signature is null || html is null ? null : Quotes.InHtml(html, subject: null).Parts,
        };
    }

    /// <summary>What the channel cannot carry, or null where it carries everything.</summary>
    public ComposeResult.Refused? Fault(ChannelAccount account)
    {
        var can = account.Capabilities;
        if (string.IsNullOrWhiteSpace(Wish.Text) && Wish.Attachments.Count == 0)
            return new ComposeResult.Refused("text", "is empty, and there is no attachment");
        if (Wish.Private) return Wish.Template is null ? null : new ComposeResult.Refused("template", "is not for notes");
        if (Wish.Template is not null && !can.Templates) return new ComposeResult.Refused("template", $"is not carried by {account.Id}");
        if (!can.Sends) return new ComposeResult.Refused("channel", $"{account.Id} does not send");
        if (Wish.Text!.Length > can.MaxTextLength)
            return new ComposeResult.Refused("text", $"has {Wish.Text.Length} characters; {account.Id} carries {can.MaxTextLength}");
        if (Wish.Attachments.Count > 0 && !can.Attachments) return new ComposeResult.Refused("attachments", $"are not carried by {account.Id}");
        return null;
    }
}
