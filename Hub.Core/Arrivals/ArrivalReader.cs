using System.Security.Cryptography;
using System.Text;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Html;
using Hub.Core.Quoting;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Arrivals;

/// <summary>Turns a channel's message into an <see cref="Arrival"/>: everything that is work, and nothing that is a decision.</summary>
internal sealed class ArrivalReader(Bodies bodies, TimeProvider time)
{
    private const int MaxSubject = 1000;
    private const int MaxName = 200;
    private const int MostPreview = 160;

    /// <exception cref="UnreadableInputException">The message cannot be taken as it is.</exception>
    public async Task<Arrival> ReadAsync(ChannelAccount account, InboundMessage message, CancellationToken ct)
    {
        var address = ContactAddress.Canonical(account.PointKind, message.FromAddress)
            ?? throw new UnreadableInputException($"the sender's address is not a valid {account.PointKind} address");
        var (html, htmlParts) = Markup(message);
        var (text, textParts) = Text(message, html, htmlParts);
        var files = new List<ArrivedFile>(message.Attachments.Count);
        foreach (var file in message.Attachments) files.Add(await StoreAsync(file, ct));
        var body = await bodies.PrepareAsync(text, ct);
        var fresh = textParts?.NewText(text) ?? text;
        return new Arrival
        {
            MessageId = Ids.New(time),
            Message = message with
            {
                Subject = Line(message.Subject, MaxSubject),
                FromName = Line(message.FromName, MaxName),
                Receivers = [.. message.Receivers.Take(InboundMessage.MostReceivers).Select(receiver => Clean(account, receiver))],
            },
            Address = address,
            Text = body,
            Html = await bodies.PrepareAsync(html, ct),
            TextParts = textParts,
            HtmlParts = htmlParts,
            Preview = textParts is null && body.Hash is null ? null : Start(fresh, MostPreview),
            Files = files,
            Original = message.Original is { } original ? await bodies.PrepareAsync(original.Content, ct) : null,
            ContentHash = ContentHash(address, message),
            Answer = message.MayAnswer ? await PreparedMessage.FromAsync(new NewMessage { Text = fresh.Trim() }, signing: null, bodies, time, ct) : null,
        };
    }

    private static (string Text, BodyParts? Parts) Text(InboundMessage message, string? html, BodyParts? htmlParts)
    {
        if (message.Text is null && html is not null && htmlParts is not null) return Quotes.TextOf(html, htmlParts);
        var text = PlainText(message.Text ?? (html is null ? "" : HtmlText.ToText(html)));
        return (text, message.MayQuote ? Quotes.InText(text, message.Subject) : null);
    }

    private static (string? Html, BodyParts? Parts) Markup(InboundMessage message)
    {
        if (message.Html is null) return (null, null);
        if (!message.MayQuote) return (HtmlSanitizer.Clean(message.Html), null);
        var (clean, parts) = Quotes.InHtml(message.Html, message.Subject);
        return (clean.Html, parts);
    }

    private async Task<ArrivedFile> StoreAsync(InboundAttachment file, CancellationToken ct) => new(
        Ids.New(time), FileNames.Clean(file.Name), MediaType.Clean(file.Type), await bodies.PrepareAsync(file.Content, ct), Line(file.ContentId, MaxName));

    private static Receiver Clean(ChannelAccount account, Receiver receiver) => receiver with
    {
        Address = ContactAddress.Canonical(account.PointKind, receiver.Address) ?? Line(receiver.Address, ContactAddress.MaxLength) ?? "",
        Name = Line(receiver.Name, MaxName),
    };

    /// <summary>PostgreSQL's text takes no NUL, and lone surrogates are no text at all.</summary>
    private static string PlainText(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);

    /// <summary>One line of display text, in which nothing is other than it looks.</summary>
    private static string? Line(string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var line = HiddenCharacters.Show(PlainText(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim()));
        return Start(line, most);
    }

    private static string Start(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private static string ContentHash(string address, InboundMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (ReadOnlySpan<string?>)[address, message.Subject, message.Text, message.Html])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part ?? ""));
            hash.AppendData([0]);
        }

        foreach (var file in message.Attachments) hash.AppendData(SHA256.HashData(file.Content.Span));
        return Convert.ToHexString(hash.GetHashAndReset(), 0, 16);
    }
}
