namespace Hub.Channels.Mail.Imap;

/// <summary>What becomes of a mail on its server once it is the hub's own.</summary>
public enum MailAfter
{
    /// <summary>It stays as it is; the folder is only read.</summary>
    Keep,

    /// <summary>It is marked as read.</summary>
    MarkSeen,

    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>It is moved to another folder.</summary>
    Move,
}
