using Hub.Channels.Mail.Imap;
using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Channels.Email.Receiving;

/// <summary>
/// Keeps a folder taken in: connects, takes what is new, waits for more. A line that breaks is made anew after a pause that grows; a
/// server that refuses is an alarm, and asked again now and then.
/// </summary>
internal sealed class FolderReader(FolderPlace place, IInboundChannel channel, ImapOptions options, IMailStore store, MailboxParts parts)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Backoff _backoff = new(FirstPause, LongestPause, new Random());
    private readonly FolderIntake _intake = new(place, channel, options, parts);
    private readonly FolderCount _count = new(place, parts);

    /// <summary>Reads until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = await RunOnceAsync(ct);
            if (ct.IsCancellationRequested) return;
            await Task.Delay(pause, parts.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Serves the folder until something breaks.</summary>
    /// <returns>How long to wait before the next try.</returns>
    internal async Task<TimeSpan> RunOnceAsync(CancellationToken ct)
    {
        try
        {
            await ServeAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the lease is lost, or the host stops
        }
        catch (MailStoreRefusedException refusal)
        {
            Log.MailboxRefused(parts.Log, place.Channel, place.Folder, refusal.Message);
            await TellAsync(refusal.Message, ct);
            return LongestPause;
        }
        catch (Exception error) when (error is MailStoreBrokenException or MailNotFetchedException or StoreException)
        {
            Log.MailboxBroke(parts.Log, place.Channel, place.Folder, error.Message);
        }
        catch (Exception error)
        {
            // the loop's top
            Log.MailboxFailed(parts.Log, place.Channel, place.Folder, error);
        }

        return _backoff.Next();
    }

    private async Task ServeAsync(CancellationToken ct)
    {
        await using var folder = await store.OpenAsync(place.Folder, ct);
        await parts.Alarms.ClearAsync(AlarmKinds.ChannelRefused, place.Subject, ct);
        var cursor = await CursorAsync(folder, ct);
        while (true)
        {
            cursor = await TakeAsync(folder, cursor, ct);
            await _intake.RetryAsync(folder, ct);
            _backoff.Reset();
            await folder.WaitAsync(options.Poll, ct);
        }
    }

    private async Task<FolderCursor> CursorAsync(IMailFolder folder, CancellationToken ct)
    {
        var known = await parts.Cursors.FindAsync(place, ct);
        if (known?.Validity == folder.Validity) return known;
        if (known is not null) Log.ValidityChanged(parts.Log, place.Channel, place.Folder);
        return await parts.Cursors.BeginAsync(place, folder.Validity, ct);
    }

    /// <summary>Takes in everything after the cursor, and looks whether nothing before it was missed.</summary>
    private async Task<FolderCursor> TakeAsync(IMailFolder folder, FolderCursor cursor, CancellationToken ct)
    {
        var isAsked = false;
        while (true)
        {
            // before it is listed, so that what comes meanwhile is not counted
            var counted = folder.Count;
            var listed = await folder.ListAsync(cursor.LastUid, FolderIntake.MostListed, ct);
            if (listed.Count > 0)
            {
                cursor = await _intake.TakeAsync(folder, cursor, listed, ct);
                isAsked = false;
                continue;
            }

            if (counted != cursor.Held && !isAsked)
            {
                // the server need not have told yet
                await folder.RefreshAsync(ct);
                isAsked = true;
                continue;
            }

            var checkedCursor = await _count.CheckAsync(cursor, counted, ct);
            if (checkedCursor.LastUid == cursor.LastUid) return checkedCursor;
            cursor = checkedCursor;
        }
    }

    private async Task TellAsync(string why, CancellationToken ct)
    {
        try
        {
            await parts.Alarms.RaiseAsync(
                AlarmKinds.ChannelRefused, place.Subject,
                $"The folder {place.Folder} of the mailbox of {place.Channel} cannot be read: {why}. It is tried again every 5 minutes; check its server, account and secret.",
                ct);
        }
        catch (StoreException away)
        {
            // the next try raises it
            Log.AlarmNotRaised(parts.Log, place.Channel, away);
        }
    }
}
