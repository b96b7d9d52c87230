using Hub.Channels.Mail.Imap;
using Hub.Core.Arrivals;
using Hub.Core.Channels;

namespace Hub.Channels.Email.Receiving;

/// <summary>Fetches a few mails and gives each to the intake as it comes; ends when the last of them is durable.</summary>
internal sealed class BatchRun(IMailFolder folder, FolderPlace place, IInboundChannel channel, MailboxParts parts)
{
    private readonly List<(uint Uid, Task Taking)> _taking = [];

    /// <summary>The mails that are the hub's.</summary>
    public HashSet<uint> Taken { get; } = [];

    public async Task TakeAsync(IReadOnlyList<MailEntry> mails, CancellationToken ct)
    {
        try
        {
            await folder.FetchAsync(mails, GiveAsync, ct);
        }
        finally
        {
            // none may go on when its batch is over, whatever became of the others
            await Task.WhenAll(_taking.Select(entry => entry.Taking)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Taken.UnionWith(_taking.Where(entry => entry.Taking.IsCompletedSuccessfully).Select(entry => entry.Uid));
        }

        await Task.WhenAll(_taking.Select(entry => entry.Taking));

        async ValueTask GiveAsync(MailEntry mail, ReadOnlyMemory<byte> content)
        {
            var reception = await parts.Receptions.NameAsync(place, folder.Validity, mail, content, ct);
            var input = new RawInput(place.IsSent ? EmailReceiver.SentMediaType : EmailReceiver.MediaType, content, reception) { At = mail.At };
            // reading a mail is work for a processor, so several do it
            _taking.Add((mail.Uid, Task.Run(() => parts.Intake.AcceptAsync(channel, input, ct), ct)));
        }
    }
}
