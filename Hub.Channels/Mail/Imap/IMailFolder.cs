namespace Hub.Channels.Mail.Imap;

/// <summary>An open folder. Used by one caller at a time; disposing it ends its connection.</summary>
internal interface IMailFolder : IAsyncDisposable
{
    /// <summary>For how long UIDs mean the same mails: another validity is another folder of the same name (RFC 9051 section 2.3.1.1).</summary>
    uint Validity { get; }

    /// <summary>The mails in it, as of what the server said last.</summary>
    uint Count { get; }

    /// <summary>The mails after a UID, the first so many of them, in the order of their UIDs.</summary>
    /// <param name="after">The last UID that is not meant; 0 for all.</param>
    /// <param name="most">How many.</param>
    /// <param name="withSizes">Whether sizes and times are asked for; a server may stumble over a mail whose size it cannot find out.</param>
    /// <param name="ct">Gives up.</param>
    Task<IReadOnlyList<MailEntry>> ListAsync(uint after, int most, bool withSizes, CancellationToken ct);

    /// <summary>One mail with its size, or null where it is gone.</summary>
    /// <exception cref="MailNotFetchedException">The server does not know its size.</exception>
    Task<MailEntry?> FindAsync(uint uid, CancellationToken ct);

    /// <summary>Fetches mails without marking them as read.</summary>
    /// <param name="mails">Which; one that is gone is left out.</param>
    /// <param name="take">Is given each as it comes, one after the other.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="MailNotFetchedException">The server answers, but not with these mails.</exception>
    Task FetchAsync(IReadOnlyList<MailEntry> mails, Func<MailEntry, ReadOnlyMemory<byte>, ValueTask> take, CancellationToken ct);

    /// <summary>Does with mails that are taken what the folder was opened for.</summary>
    /// <returns>Why the server does not, or null.</returns>
    Task<string?> SettleAsync(IReadOnlyList<uint> uids, CancellationToken ct);

    /// <summary>Asks the server whether anything has changed.</summary>
    Task RefreshAsync(CancellationToken ct);

    /// <summary>Waits until there are new mails, as far as the server tells, or so long.</summary>
    Task WaitAsync(TimeSpan most, CancellationToken ct);
}
