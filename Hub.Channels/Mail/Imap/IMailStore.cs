namespace Hub.Channels.Mail.Imap;

/// <summary>A mailbox on a server. A seam: the hub's own IMAP client stands behind it, a vendor's could.</summary>
internal interface IMailStore : IDisposable
{
    /// <summary>Opens a folder over a connection of its own.</summary>
    /// <param name="folder">Its name as people see it, or its use, as in <c>\Junk</c>.</param>
    /// <param name="after">What is done with its mails that are taken.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="MailStoreBrokenException">The server cannot be reached now.</exception>
    /// <exception cref="MailStoreRefusedException">The server lets the hub not in, or not there.</exception>
    Task<IMailFolder> OpenAsync(string folder, MailAfter after, CancellationToken ct);
}
