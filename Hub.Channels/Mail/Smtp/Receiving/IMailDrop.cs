namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>Where received mail goes.</summary>
public interface IMailDrop
{
    /// <summary>Whether this address takes mail; others are refused with 550 5.1.1 (RFC 5321 section 3.3). Asked often: it looks nothing
    /// up outside this process.</summary>
    /// <param name="recipient">The address of a RCPT command, as the client wrote it.</param>
    bool Accepts(string recipient);

    /// <summary>Takes one mail. A mail answered with 250 is the hub's own (RFC 5321 section 6.1): the task completes after the commit.</summary>
    /// <param name="mail">The mail; its content is valid until the task completes.</param>
    /// <param name="ct">Ends the wait when the hub stops or the client would give up; the mail may have been taken.</param>
    /// <returns>What the client hears: 250, or why not now (4yz) or never (5yz).</returns>
    Task<SmtpReply> TakeAsync(ReceivedSmtpMail mail, CancellationToken ct);

    /// <summary>A mail is refused with 552 5.3.4 because it is larger than the listener takes: its sender hears of it by that, and this is so
    /// that those it was meant for do too.</summary>
    /// <param name="recipients">Whom it was for; empty when it was refused at MAIL, before any was named.</param>
    /// <param name="most">What the listener takes, in bytes.</param>
    /// <param name="ct">Ends the wait when the hub stops or the client would give up.</param>
    Task TellTooLargeAsync(IReadOnlyList<string> recipients, int most, CancellationToken ct);
}
