using Hub.Channels.Mail.Imap;
using Hub.Core.Channels;

namespace Hub.Channels.Email.Receiving;

/// <summary>Fetches the mails of an account from its mailbox: each folder by itself, over a connection of its own.</summary>
internal sealed class MailboxReader(ImapOptions options, IMailStore store, MailboxParts parts) : IDisposable
{
    private const string Inbox = "INBOX";

    /// <summary>Fetches until cancelled.</summary>
    public Task RunAsync(IInboundChannel channel, CancellationToken ct) => Task.WhenAll(Readers(channel).Select(reader => reader.RunAsync(ct)));

    public void Dispose() => store.Dispose();

    /// <summary>A reader for each folder.</summary>
    private IEnumerable<FolderReader> Readers(IInboundChannel channel) =>
        from folder in options.Folders.Count == 0 ? [Inbox] : options.Folders
        let place = new FolderPlace(channel.Account.Id, $"{options.User}@{options.Host}", folder)
        select new FolderReader(place, channel, options, store, parts);
}
