namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>A mail that came by SMTP, with its envelope.</summary>
public sealed record ReceivedSmtpMail
{
    /// <summary>The address of MAIL FROM; empty for the null reverse-path of notices (RFC 5321 section 4.5.5).</summary>
    public required string ReturnPath { get; init; }

    /// <summary>The accepted recipients, each once, in the order they were given; at least one.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The trace block of this reception, which holds the envelope (<see cref="SmtpTrace"/>), and the mail as the client sent it, CRLF
    /// at the end of each line.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The id of this reception, a UUID as text.</summary>
    public required string ReceptionId { get; init; }
}
