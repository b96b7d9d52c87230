namespace Hub.Channels.Mail.Imap;

/// <summary>The server answered a request for mails, but not with the mails.</summary>
/// <param name="cause">What it did instead, in a few words.</param>
/// <param name="lineIsLost">Whether the line cannot be used any more.</param>
internal sealed class MailNotFetchedException(string cause, bool lineIsLost) : Exception(cause)
{
    public bool LineIsLost => lineIsLost;
}
