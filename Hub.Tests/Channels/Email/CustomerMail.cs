using System.Text;

namespace Hub.Tests.Channels.Email;

/// <summary>A mail as a customer's program hands it to the hub's port, with its envelope.</summary>
public sealed record CustomerMail
{
    public required string From { get; init; }

    /// <summary>Without brackets; null for a mail that has none.</summary>
    public required string? MessageId { get; init; }

    /// <summary>The address of MAIL FROM; null: <see cref="From"/>.</summary>
    public string? ReturnPath { get; init; }

    public IReadOnlyList<string> Recipients { get; init; } = [MailDesk.Address];

    public string To { get; init; } = MailDesk.Address;

    public string Subject { get; init; } = "Where is my parcel?";

    public string Date { get; init; } = "Fri, 20 Nov 2026 10:00:00 +0800";

    /// <summary>More lines of the header.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What follows the fields: its own Content-Type, an empty line, the body.</summary>
    public string Body { get; init; } = "Content-Type: text/plain; charset=utf-8\r\n\r\nHello, where is it?\r\n";

    /// <summary>The mail as it is on the wire, without dots stuffed.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            if (MessageId is not null) text.Append("Message-ID: <").Append(MessageId).Append(">\r\n");
            text.Append("Date: ").Append(Date).Append("\r\nFrom: ").Append(From).Append("\r\nTo: ").Append(To).Append("\r\nSubject: ").Append(Subject).Append("\r\n");
            foreach (var line in Fields) text.Append(line).Append("\r\n");
            return text.Append("MIME-Version: 1.0\r\n").Append(Body).ToString();
        }
    }

    public CustomerMail Saying(string words) => this with { Body = $"\r\n{words}\r\n" };
}
