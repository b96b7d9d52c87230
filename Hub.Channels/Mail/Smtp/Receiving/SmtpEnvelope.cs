namespace Hub.Channels.Mail.Smtp.Receiving;

/// <summary>The envelope of a mail under way.</summary>
/// <param name="returnPath">The address of MAIL FROM; empty for the null reverse-path.</param>
/// <param name="isUtf8">Whether it was begun with SMTPUTF8.</param>
internal sealed class SmtpEnvelope(string returnPath, bool isUtf8)
{
    private readonly List<string> _recipients = [];

    public string ReturnPath { get; } = returnPath;

    public bool IsUtf8 { get; } = isUtf8;

    public IReadOnlyList<string> Recipients => _recipients;

    /// <summary>Adds a recipient, unless it is there already.</summary>
    public void Add(string recipient)
    {
        if (!_recipients.Contains(recipient)) _recipients.Add(recipient);
    }
}
