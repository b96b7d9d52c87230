namespace Hub.Channels.Mail.Imap;

/// <summary>The kinds of <see cref="ImapToken"/>.</summary>
internal enum ImapTokenKind
{
    /// <summary>A word or a number; NIL is one too.</summary>
    Atom,

    /// <summary>A quoted string or a literal.</summary>
    String,

    /// <summary>A list begins.</summary>
    Open,

    /// <summary>A list ends.</summary>
    Close,
}
