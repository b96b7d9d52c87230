using Hub.Channels.Mail.Imap;
using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Channels.Email.Receiving;

/// <summary>
/// Keeps a folder taken in: connects, takes what is new, waits for more. A line that breaks is made anew after a pause that grows; a
/// server that refuses is an alarm, and asked again now and then.
/// </summary>
internal sealed class FolderReader
{
    private const int MostListed = 2000;
    private const int MostListedUnsized = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>A disk that has room again is noticed within half a minute.</summary>
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(10);

    private readonly FolderPlace _place;
    private readonly TimeSpan _poll;
    private readonly MailAfter _after;
    private readonly IMailStore _store;
    private readonly MailboxParts _parts;
    private readonly Backoff _backoff;
    private readonly FolderIntake _intake;
    private readonly FolderCount _count;
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint? _listingBrokeAt;

    public FolderReader(FolderPlace place, IInboundChannel channel, ImapOptions options, IMailStore store, MailboxParts parts)
    {
        (_place, _poll, _store, _parts) = (place, options.Poll, store, parts);
        _after = place.IsSent ? MailAfter.Keep : options.After;
        _backoff = new Backoff(FirstPause, LongestPause, new Random());
        _intake = new FolderIntake(place, channel, options, _backoff, parts);
        _count = new FolderCount(place, parts);
    }

    /// <summary>Ends when everything in the folder has been taken in once, or that was tried.</summary>
    public Task Seen => _seen.Task;

    /// <summary>Reads until cancelled, from when something has ended.</summary>
    public async Task RunAfterAsync(Task first, CancellationToken ct)
    {
        await first.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await RunAsync(ct);
    }

    /// <summary>Reads until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = await RunOnceAsync(ct);
            _seen.TrySetResult();
            if (ct.IsCancellationRequested) return;
            await Task.Delay(pause, _parts.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            Log.MailboxRefused(_parts.Log, _place.Channel, _place.Folder, refusal.Message);
            await TellAsync(refusal.Message, ct);
            return LongestPause;
        }
        catch (StoreException away)
        {
            Log.MailboxFailed(_parts.Log, _place.Channel, _place.Folder, away);
            return StorePause;
        }
        catch (Exception error) when (error is MailStoreBrokenException or MailNotFetchedException)
        {
            Log.MailboxBroke(_parts.Log, _place.Channel, _place.Folder, error.Message);
        }
        catch (Exception error)
        {
            // the loop's top
            Log.MailboxFailed(_parts.Log, _place.Channel, _place.Folder, error);
        }

        return _backoff.Next();
    }

    private async Task ServeAsync(CancellationToken ct)
    {
        await using var folder = await _store.OpenAsync(_place.Folder, _after, ct);
        await _parts.Alarms.ClearAsync(AlarmKinds.ChannelRefused, _place.Subject, ct);
        var cursor = await CursorAsync(folder, ct);
        while (true)
        {
            cursor = await TakeAsync(folder, cursor, ct);
            _seen.TrySetResult();
            await _intake.RetryAsync(folder, ct);
            _backoff.Reset();
            await folder.WaitAsync(_poll, ct);
        }
    }

    private async Task<FolderCursor> CursorAsync(IMailFolder folder, CancellationToken ct)
    {
        var known = await _parts.Cursors.FindAsync(_place, ct);
        if (known?.Validity == folder.Validity) return known;
        if (known is not null) Log.ValidityChanged(_parts.Log, _place.Channel, _place.Folder);
        return await _parts.Cursors.BeginAsync(_place, folder.Validity, ct);
    }

    /// <summary>Takes in everything after the cursor, and looks whether nothing before it was missed.</summary>
    private async Task<FolderCursor> TakeAsync(IMailFolder folder, FolderCursor cursor, CancellationToken ct)
    {
        var isAsked = false;
        while (true)
        {
            // before it is listed, so that what comes meanwhile is not counted
            var counted = folder.Count;
            var listed = await ListAsync(folder, cursor, ct);
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

    /// <summary>Lists what is after the cursor; where that broke the line the last time, without the sizes that a server may stumble over.</summary>
    private async Task<IReadOnlyList<MailEntry>> ListAsync(IMailFolder folder, FolderCursor cursor, CancellationToken ct)
    {
        var withSizes = cursor.LastUid != _listingBrokeAt;
        try
        {
            return await folder.ListAsync(cursor.LastUid, withSizes ? MostListed : MostListedUnsized, withSizes, ct);
        }
        catch (MailStoreBrokenException)
        {
            _listingBrokeAt = cursor.LastUid;
            throw;
        }
    }

    private async Task TellAsync(string why, CancellationToken ct)
    {
        try
        {
            await _parts.Alarms.RaiseAsync(
                AlarmKinds.ChannelRefused, _place.Subject,
                $"The folder {_place.Folder} of the mailbox of {_place.Channel} cannot be read: {why}. It is tried again every 5 minutes; check its server, account and secret.",
                ct);
        }
        catch (StoreException away)
        {
            // the next try raises it
            Log.AlarmNotRaised(_parts.Log, _place.Channel, away);
        }
    }
}
