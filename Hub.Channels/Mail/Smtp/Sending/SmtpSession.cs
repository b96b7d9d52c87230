namespace Hub.Channels.Mail.Smtp.Sending;

/// <summary>A connection that has been opened and signed in on, and what has become of it.</summary>
internal sealed class SmtpSession(SmtpClientConnection connection, SmtpExtensions extensions)
{
    /// <summary>After so many mails a new connection is made: servers limit them.</summary>
    private const int MaxMails = 100;

    private int _mails;

    public SmtpClientConnection Connection => connection;

    public SmtpExtensions Extensions => extensions;

    /// <summary>Whether the final dot of its mail may have left: from here on the server may have the mail.</summary>
    public bool MayHaveEnded { get; set; }

    /// <summary>Whether the server said that it goes away.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Whether the line broke.</summary>
    public bool HasBroken { get; set; }

    /// <summary>Whether it ended before anything was taken over it.</summary>
    public bool EndedBefore => !MayHaveEnded && (IsClosing || HasBroken);

    /// <summary>Whether both ends agree on where they are, so that it can carry another mail.</summary>
    public bool IsInStep { get; set; }

    public bool CanServeAgain => CanBeTold && _mails < MaxMails;

    /// <summary>Whether the server still listens to commands.</summary>
    public bool CanBeTold => IsInStep && !IsClosing;

    public void BeginMail()
    {
        _mails++;
        (MayHaveEnded, IsInStep) = (false, false);
    }
}
