using Hub.Core;
using Hub.Core.Conversations;

namespace Hub.Host.Api;

/// <summary>A message as the API shows it.</summary>
internal sealed record MessageView
{
    public required string Id { get; init; }

    public required string Direction { get; init; }

    public required string Channel { get; init; }

    public required SenderView From { get; init; }

    public required string? Subject { get; init; }

    public required string? Text { get; init; }

    /// <summary>Always the sanitizer's output.</summary>
    public required string? Html { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string State { get; init; }

    public required string? Error { get; init; }

    public required IReadOnlyList<AttachmentView> Attachments { get; init; }

    public required string? JoinedBy { get; init; }

    public static MessageView Of(Message message, string? text, string? html, IEnumerable<Attachment> files) => new()
    {
        Id = Ids.Text(message.Id),
        Direction = message.Direction,
        Channel = message.Channel,
        From = new SenderView(message.FromAddress, message.FromName, message.Verified),
        Subject = message.Subject,
        Text = text,
        Html = html,
        At = message.At.ToTime(),
        State = message.State,
        Error = message.Error,
        Attachments = [.. files.Select(AttachmentView.Of)],
        JoinedBy = message.JoinedBy,
    };
}

/// <summary>Who wrote a message; <c>verified</c> where the address was proven by a round trip.</summary>
internal sealed record SenderView(string? Address, string? Name, bool Verified);

/// <summary>A file as the API shows it; the type is what its sender claims.</summary>
internal sealed record AttachmentView(string Id, string Name, string Type, long Size)
{
    public static AttachmentView Of(Attachment file) => new(Ids.Text(file.Id), file.Name, file.Type, file.Size);
}
