namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>What the server was asked when it answered.</summary>
internal enum SmtpStage
{
    Greeting,
    Hello,
    StartTls,
    Auth,
    Mail,
    Recipient,
    Data,

    /// <summary>The final dot: a good answer makes the mail the server's.</summary>
    End,
}
