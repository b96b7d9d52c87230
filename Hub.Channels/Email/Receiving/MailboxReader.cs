using Hub.Channels.Mail.Imap;
using Hub.Core.Channels;

namespace Hub.Channels.Email.Receiving;

/// <summary>Fetches the mails of an account from its mailbox: each folder by itself, over a connection of its own.</summary>
internal sealed class MailboxReader(ImapOptions options, IMailStore store, MailboxParts parts) : IDisposable
{
    /// <summary>Fetches until cancelled.</summary>
    public Task RunAsync(IInboundChannel channel, CancellationToken ct)
    {
        var inboxes = Readers(channel, options.Inboxes, isSent: false);
        var sent = Readers(channel, options.SentFolders, isSent: true);
        // what was answered comes before the answers, so that nobody seems to wait who has one
        var seen = Task.WhenAll(inboxes.Select(reader => reader.Seen));
        return Task.WhenAll([.. inboxes.Select(reader => reader.RunAsync(ct)), .. sent.Select(reader => reader.RunAfterAsync(seen, ct))]);
    }

    public void Dispose() => store.Dispose();

    /// <summary>A reader for each folder.</summary>
    private List<FolderReader> Readers(IInboundChannel channel, IReadOnlyList<string> folders, bool isSent) =>
    [
        .. from folder in folders
           let place = new FolderPlace(channel.Account.Id, $"{options.User}@{options.Host}", folder) { IsSent = isSent }
           select new FolderReader(place, channel, options, store, parts),
    ];
}
