using Hub.Core.Channels;
using Hub.Core.Html;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Conversations;

/// <summary>A message that an agent wrote, made ready outside the transaction.</summary>
internal sealed record PreparedMessage(Guid Id, NewMessage Wish, StoredBody Text, StoredBody Html)
{
    /// <summary>Whom it goes to, the one it is written to first; decided in the transaction that writes it.</summary>
    public IReadOnlyList<Receiver> Receivers { get; init; } = [];

    /// <exception cref="Storage.StoreUnavailableException">A large body could not be made durable.</exception>
    public static async Task<PreparedMessage> FromAsync(NewMessage wish, Bodies bodies, TimeProvider time, CancellationToken ct)
    {
        var html = wish.Html is null ? null : HtmlSanitizer.Clean(wish.Html);
        var text = (wish.Text ?? (html is null ? "" : HtmlText.ToText(html))).Replace("\0", "", StringComparison.Ordinal);
        return new PreparedMessage(
            Ids.New(time),
            wish with { Text = text, Html = html },
            await bodies.PrepareAsync(text, ct),
            await bodies.PrepareAsync(html, ct));
    }

    /// <summary>What the channel cannot carry, or null where it carries everything.</summary>
    public ComposeResult.Refused? Fault(ChannelAccount account)
    {
        var can = account.Capabilities;
        if (string.IsNullOrWhiteSpace(Wish.Text) && Wish.Attachments.Count == 0)
            return new ComposeResult.Refused("text", "is empty, and there is no attachment");
        if (Wish.Private) return null;
        if (!can.Sends) return new ComposeResult.Refused("channel", $"{account.Id} does not send");
        if (Wish.Text!.Length > can.MaxTextLength)
            return new ComposeResult.Refused("text", $"has {Wish.Text.Length} characters; {account.Id} carries {can.MaxTextLength}");
        if (Wish.Attachments.Count > 0 && !can.Attachments) return new ComposeResult.Refused("attachments", $"are not carried by {account.Id}");
        return null;
    }
}
