namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>Collects the flags of one mail, each once.</summary>
internal sealed class MailNotes
{
    private readonly List<string> _flags = [];

    public IReadOnlyList<string> Flags => _flags;

    public void Add(string flag)
    {
        if (!_flags.Contains(flag)) _flags.Add(flag);
    }
}
