using Hub.Core;
using Hub.Core.Conversations;
using Hub.Core.Quoting;

namespace Hub.Host.Api;

/// <summary>A message as the API shows it.</summary>
public sealed record MessageView
{
    public required string Id { get; init; }

    public required string Direction { get; init; }

    public required string Channel { get; init; }

    public required SenderView From { get; init; }

    public required IReadOnlyList<ReceiverView> To { get; init; }

    public required IReadOnlyList<ReceiverView> Cc { get; init; }

    public required IReadOnlyList<ReceiverView> Bcc { get; init; }

    /// <summary>Where the sender asks for answers; used only when an agent picks it.</summary>
    public required IReadOnlyList<ReceiverView> ReplyTo { get; init; }

    public required string? Subject { get; init; }

    public required string? Text { get; init; }

    /// <summary>The text without the history that it quotes and without signatures; null where all of it is new.</summary>
    public required string? NewText { get; init; }

    /// <summary>Always the sanitizer's output.</summary>
    public required string? Html { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string State { get; init; }

    public required string? Error { get; init; }

    public required IReadOnlyList<AttachmentView> Attachments { get; init; }

    public required string? JoinedBy { get; init; }

    /// <summary>The number of the conversation that <c>joinedBy</c> speaks of: where it came from, or what it is linked to.</summary>
    public required long? JoinedAbout { get; init; }

    /// <summary>What a reader should be warned of.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Whether <c>/original</c> below the message has the form in which it came.</summary>
    public required bool HasOriginal { get; init; }

    public static MessageView Of(Message message, string? text, string? html, MessageParts parts)
    {
        var receivers = parts.Receivers[message.Id].ToList();
        return new MessageView
        {
            Id = Ids.Text(message.Id),
            Direction = message.Direction,
            Channel = message.Channel,
            From = new SenderView(message.FromAddress, message.FromName, message.Verified),
            To = receivers.Count == 0 && message.ToAddress is { } to ? [new ReceiverView(to, null)] : ReceiverView.Of(receivers, ReceiverRole.To),
            Cc = ReceiverView.Of(receivers, ReceiverRole.Cc),
            Bcc = ReceiverView.Of(receivers, ReceiverRole.Bcc),
            ReplyTo = ReceiverView.Of(receivers, ReceiverRole.ReplyTo),
            Subject = message.Subject,
            Text = text,
            NewText = text is not null && BodyParts.Parse(message.Parts) is { } said ? said.NewText(text) : null,
            Html = html,
            At = message.At.ToTime(),
            State = message.State,
            Error = message.Error,
            Attachments = [.. parts.Files[message.Id].Select(AttachmentView.Of)],
            JoinedBy = message.JoinedBy,
            JoinedAbout = message.JoinedAbout,
            Flags = message.Flags?.Split(' ') ?? [],
            HasOriginal = message.HasOriginal,
        };
    }
}

/// <summary>Who wrote a message; <c>verified</c> where the address was proven by a round trip.</summary>
public sealed record SenderView(string? Address, string? Name, bool Verified);

/// <summary>Somebody whom a message names.</summary>
public sealed record ReceiverView(string Address, string? Name)
{
    internal static IReadOnlyList<ReceiverView> Of(IEnumerable<MessageReceiver> receivers, string role) =>
        [.. receivers.Where(receiver => receiver.Role == role).Select(receiver => new ReceiverView(receiver.Address, receiver.Name))];
}

/// <summary>A file as the API shows it; the type is what its sender claims.</summary>
public sealed record AttachmentView(string Id, string Name, string Type, long Size)
{
    public static AttachmentView Of(Attachment file) => new(Ids.Text(file.Id), file.Name, file.Type, file.Size);
}
