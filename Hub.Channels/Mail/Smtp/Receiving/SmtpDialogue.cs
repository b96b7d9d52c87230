namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>
/// What is answered to each command, and what is remembered between them (RFC 5321 section 4.1.4). It does no input and no output: after
/// 354 to DATA the session reads the mail, after 220 to STARTTLS it does the handshake.
/// </summary>
internal sealed class SmtpDialogue(MailInOptions options, IMailDrop drop, SmtpMemory memory, bool offersTls)
{
    /// <summary>What a client may ask between two mails that does nothing; more of it counts as errors.</summary>
    private const int FreeIdleCommands = 100;

    private int _idle;
    private bool _isExtended;

    /// <summary>What the client calls itself; null before EHLO.</summary>
    public string? Client { get; private set; }

    /// <summary>The mail under way.</summary>
    public SmtpEnvelope? Envelope { get; private set; }

    /// <summary>The commands refused since the last mail that was taken.</summary>
    public int Errors { get; private set; }

    private bool IsSecure { get; set; }

    /// <summary>How the mail under way comes, in the words of RFC 3848 and RFC 6531 section 4.3.</summary>
    public string Protocol => (Envelope?.IsUtf8, _isExtended) switch
    {
        (true, _) => "UTF8SMTP",
        (_, true) => "ESMTP",
        _ => "SMTP",
    } + (IsSecure ? "S" : "");

    /// <summary>Answers a command.</summary>
    public SmtpReply Answer(SmtpCommand command)
    {
        var reply = Decide(command);
        var isIdle = command.Verb is SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Noop or SmtpVerb.Rset or SmtpVerb.Vrfy;
        if (reply.IsRefusal || (isIdle && ++_idle > FreeIdleCommands)) Errors++;
        return reply;
    }

    /// <summary>A line that is no command was refused.</summary>
    public void CountError() => Errors++;

    /// <summary>The mail under way was answered so.</summary>
    public void EndMail(SmtpReply reply)
    {
        Envelope = null;
        if (reply.IsRefusal) Errors++;
        else if (reply.IsDone) (Errors, _idle) = (0, 0);
    }

    /// <summary>TLS is on: what was said before is forgotten (RFC 3207 section 4.2).</summary>
    public void Secure() => (IsSecure, _isExtended, Client, Envelope) = (true, false, null, null);

    private SmtpReply Decide(SmtpCommand command) => command.Verb switch
    {
        SmtpVerb.Ehlo => Hello(command.Argument, extended: true),
        SmtpVerb.Helo => Hello(command.Argument, extended: false),
        SmtpVerb.Mail => Mail(command.Argument),
        SmtpVerb.Rcpt => Recipient(command.Argument),
        SmtpVerb.Data => Data(command.Argument),
        SmtpVerb.Rset => Without(command.Argument) ?? Reset(),
        SmtpVerb.Noop => SmtpReplies.Ok,
        SmtpVerb.Quit => Without(command.Argument) ?? SmtpReplies.Bye,
        SmtpVerb.Vrfy => SmtpReplies.CannotVerify,
        SmtpVerb.StartTls => StartTls(command.Argument),
        SmtpVerb.Unknown => SmtpReplies.Unknown,
        _ => SmtpReplies.NotImplemented,
    };

    private SmtpReply Hello(string client, bool extended)
    {
        if (client.Length == 0) return SmtpReplies.Syntax("Say who you are: a domain or an address in brackets");
        (Client, Envelope, _isExtended) = (client, null, extended);
        return new SmtpReply(250, null, extended ? string.Join('\n', Extensions()) : options.Host);
    }

    private IEnumerable<string> Extensions()
    {
        yield return options.Host;
        yield return "PIPELINING";
        yield return FormattableString.Invariant($"SIZE {options.MaxMessageBytes}");
        yield return "8BITMIME";
        yield return "SMTPUTF8";
        yield return "ENHANCEDSTATUSCODES";
        if (offersTls && !IsSecure) yield return "STARTTLS";
    }

    private SmtpReply Mail(string argument)
    {
        if (Client is null) return SmtpReplies.HelloFirst;
        if (Envelope is not null) return SmtpReplies.NotInMail;
        var path = SmtpPath.Read(argument, "FROM:");
        if (path.Fault is not null) return SmtpReplies.Syntax(path.Fault);
        var parameters = SmtpMailParameters.Read(path.Parameters);
        if (parameters.Refusal is not null) return parameters.Refusal;
        if (path.Address.Length > 0 && !path.IsMailbox) return SmtpReplies.Syntax("The sender is no address: local@domain, or nothing at all");
        if (path.IsInternational && !parameters.Utf8) return SmtpReplies.NeedsUtf8;
        if (parameters.Size > options.MaxMessageBytes) return SmtpReplies.TooLarge(options.MaxMessageBytes);
        if (parameters.Size > memory.Free) return SmtpReplies.NoRoom;
        Envelope = new SmtpEnvelope(path.Address, parameters.Utf8);
        return SmtpReplies.SenderOk;
    }

    private SmtpReply Recipient(string argument)
    {
        if (Envelope is null) return SmtpReplies.MailFirst;
        var path = SmtpPath.Read(argument, "TO:");
        if (path.Fault is not null) return SmtpReplies.Syntax(path.Fault);
        if (path.Parameters.Length > 0) return SmtpReplies.UnknownParameter(path.Parameters.Split(' ', '=')[0]);
        // the one name without a domain that every server knows (RFC 5321 section 4.5.1); whether it takes mail is the drop's to say
        if (!path.IsMailbox && !path.Address.Equals("postmaster", StringComparison.OrdinalIgnoreCase))
            return SmtpReplies.Syntax("The recipient is no address: local@domain");
        if (path.IsInternational && !Envelope.IsUtf8) return SmtpReplies.NeedsUtf8;
        if (Envelope.Recipients.Count >= options.MaxRecipients) return SmtpReplies.TooManyRecipients;
        if (!drop.Accepts(path.Address)) return SmtpReplies.UnknownRecipient;
        Envelope.Add(path.Address);
        return SmtpReplies.RecipientOk;
    }

    private SmtpReply Data(string argument)
    {
        if (Without(argument) is { } refusal) return refusal;
        if (Envelope is null) return SmtpReplies.MailFirst;
        return Envelope.Recipients.Count == 0 ? SmtpReplies.RecipientFirst : SmtpReplies.StartMail;
    }

    private SmtpReply StartTls(string argument)
    {
        if (Without(argument) is { } refusal) return refusal;
        if (!offersTls) return SmtpReplies.NotImplemented;
        return IsSecure ? SmtpReplies.AlreadySecure : Envelope is null ? SmtpReplies.GoAhead : SmtpReplies.NotInMail;
    }

    private SmtpReply Reset()
    {
        Envelope = null;
        return SmtpReplies.Ok;
    }

    private static SmtpReply? Without(string argument) => argument.Length == 0 ? null : SmtpReplies.Syntax("This command has no argument");
}
