namespace Hub.Channels.Mail.Imap;

/// <summary>The line to the server broke, time ran out, or what came was not IMAP: another try may go better.</summary>
/// <param name="cause">What happened, in a few words without addresses.</param>
/// <param name="inner">What it came from.</param>
internal sealed class MailStoreBrokenException(string cause, Exception? inner = null) : Exception(cause, inner)
{
    /// <summary>What came cannot be understood.</summary>
    public static MailStoreBrokenException Garbled() => new("what the server said was garbled");
}
