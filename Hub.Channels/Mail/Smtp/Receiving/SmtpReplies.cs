namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>What the listener says (codes: RFC 5321 section 4.2.3; enhanced ones: RFC 3463).</summary>
internal static class SmtpReplies
{
    public static SmtpReply Ok { get; } = new(250, "2.0.0", "OK");

    public static SmtpReply SenderOk { get; } = new(250, "2.1.0", "Sender OK");

    public static SmtpReply RecipientOk { get; } = new(250, "2.1.5", "Recipient OK");

    public static SmtpReply StartMail { get; } = new(354, null, "Start mail input; end with <CRLF>.<CRLF>");

    public static SmtpReply CannotVerify { get; } = new(252, "2.5.0", "Not told here; send the mail and see");

    public static SmtpReply GoAhead { get; } = new(220, "2.0.0", "Ready to start TLS");

    public static SmtpReply Bye { get; } = new(221, "2.0.0", "Bye");

    public static SmtpReply TimedOut { get; } = new(421, "4.4.2", "You took too long; closing");

    public static SmtpReply ShuttingDown { get; } = new(421, "4.3.2", "This server is shutting down; try again later");

    public static SmtpReply TooManyErrors { get; } = new(421, "4.7.0", "Too many errors; closing");

    public static SmtpReply TooManyConnections { get; } = new(421, "4.3.2", "Too many connections; try again later");

    public static SmtpReply TooManyFromYou { get; } = new(421, "4.7.0", "Too many connections from your address; try again later");

    public static SmtpReply Failed { get; } = new(451, "4.3.0", "The mail could not be taken now; try again later");

    public static SmtpReply Overloaded { get; } = new(451, "4.3.1", "Too much mail is coming in at the moment; try again later");

    public static SmtpReply OverloadedAtOnce { get; } = new(421, "4.3.1", "Too much mail is coming in at the moment; closing");

    public static SmtpReply NoRoom { get; } = new(452, "4.3.1", "Too much mail is coming in at the moment; try again later");

    public static SmtpReply TooManyRecipients { get; } = new(452, "4.5.3", "Too many recipients; send the mail to the others separately");

    public static SmtpReply Unknown { get; } = new(500, "5.5.2", "Unknown command");

    public static SmtpReply NotText { get; } = new(500, "5.5.2", "A command is printable text in UTF-8");

    public static SmtpReply LineTooLong { get; } = new(500, "5.5.2", "The command line is too long");

    public static SmtpReply BareLineFeed { get; } = new(500, "5.5.2", "A command line ends with CRLF, not with LF alone; closing");

    public static SmtpReply NotImplemented { get; } = new(502, "5.5.1", "Not implemented");

    public static SmtpReply Smuggled { get; } = new(503, "5.5.1", "Nothing may follow STARTTLS before the handshake; closing");

    public static SmtpReply NotInMail { get; } = new(503, "5.5.1", "Not while a mail is under way; RSET ends it");

    public static SmtpReply HelloFirst { get; } = new(503, "5.5.1", "EHLO first");

    public static SmtpReply MailFirst { get; } = new(503, "5.5.1", "MAIL first");

    public static SmtpReply RecipientFirst { get; } = new(503, "5.5.1", "RCPT first: the mail has no recipient");

    public static SmtpReply AlreadySecure { get; } = new(503, "5.5.1", "TLS is on already");

    public static SmtpReply UnknownRecipient { get; } = new(550, "5.1.1", "No such recipient here");

    public static SmtpReply NeedsUtf8 { get; } = new(553, "5.6.7", "Such an address needs the parameter SMTPUTF8 of MAIL");

    public static SmtpReply BareLineEnd { get; } = new(554, "5.6.0", "The mail has a CR or LF alone; every line must end with CRLF");

    public static SmtpReply TextLineTooLong { get; } = new(554, "5.6.0", "A line of the mail is longer than 1 MiB");

    public static SmtpReply Ready(string host) => new(220, null, $"{host} ESMTP OmniHub");

    public static SmtpReply Syntax(string problem) => new(501, "5.5.4", problem);

    public static SmtpReply UnknownParameter(string name) => new(555, "5.5.4", $"The parameter {name} is not known here");

    public static SmtpReply TooLarge(int most) => new(552, "5.3.4", $"The mail is larger than {most} bytes");
}
