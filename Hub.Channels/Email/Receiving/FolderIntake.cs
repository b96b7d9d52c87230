using System.Globalization;
using Hub.Channels.Mail.Imap;
using Hub.Core.Alarms;
using Hub.Core.Channels;

namespace Hub.Channels.Email.Receiving;

/// <summary>
/// Takes listed mails in: fetched in batches, given to the intake side by side, then done with as configured; only then the cursor passes
/// them. A batch that goes wrong is repeated mail by mail, so that one mail holds nobody up and no line is too short to get on.
/// </summary>
internal sealed class FolderIntake(FolderPlace place, IInboundChannel channel, ImapOptions options, Backoff backoff, MailboxParts parts)
{
    private const int LargestBatch = 64;
    private const long LargestBatchBytes = 8 << 20;

    /// <summary>How often in a row the line may break over one mail before that is left for later.</summary>
    private const int MostBreaks = 3;

    private readonly DateTimeOffset? _since = options.SinceTime;
    private int _batch = 8;
    private uint _breaksAt;
    private int _breaks;

    // one may stand from a former run
    private bool _mayBeUnwritable = true;

    /// <summary>Takes in what is listed, as far as it gets.</summary>
    /// <returns>The cursor behind the last mail that was seen to.</returns>
    public async Task<FolderCursor> TakeAsync(IMailFolder folder, FolderCursor cursor, IReadOnlyList<MailEntry> listed, CancellationToken ct)
    {
        for (var at = 0; at < listed.Count;)
        {
            var batch = NextBatch(listed, at);
            await parts.Places.WaitAsync(ct);
            try
            {
                cursor = await TakeBatchAsync(folder, cursor, batch, ct);
            }
            catch (MailNotFetchedException fault) when (!fault.LineIsLost && batch.Count > 1)
            {
                // once more, one by one
                return cursor;
            }
            finally
            {
                parts.Places.Release();
            }

            at += batch.Count;
        }

        return cursor;
    }

    /// <summary>Asks again for mails that were left.</summary>
    public async Task RetryAsync(IMailFolder folder, CancellationToken ct)
    {
        foreach (var left in await parts.Left.DueAsync(place, folder.Validity, ct))
        {
            // noted before, for the line may break
            await parts.Left.LeaveAsync(place, folder.Validity, left, ct);
            var run = new BatchRun(folder, place, channel, parts);
            if (await FaultAsync(() => FetchAsync(folder, run, [new MailEntry(left.Uid, null, null)], ct)) is { } fault)
            {
                if (fault is MailNotFetchedException { LineIsLost: false }) continue;
                throw fault;
            }

            await SettleAsync(folder, run.Taken, ct);
            if (await parts.Left.SettleAsync(place, folder.Validity, left.Uid, ct))
                await parts.Alarms.ClearAsync(AlarmKinds.MailNotFetched, place.Subject, ct);
        }
    }

    private async Task<FolderCursor> TakeBatchAsync(IMailFolder folder, FolderCursor cursor, List<MailEntry> batch, CancellationToken ct)
    {
        var run = new BatchRun(folder, place, channel, parts);
        if (await FaultAsync(() => FetchAsync(folder, run, batch, ct)) is { } fault)
        {
            _batch = 1;
            if (batch.Count > 1 || !IsGivenUp(fault, batch[0].Uid)) throw fault;
            await LeaveAsync(folder, batch[0], ct);
            cursor = await AdvanceAsync(cursor, batch, ct);
            if (fault is MailNotFetchedException { LineIsLost: false }) return cursor;
            throw fault;
        }

        await SettleAsync(folder, run.Taken, ct);
        _batch = Math.Min(_batch * 2, LargestBatch);
        return await AdvanceAsync(cursor, batch, ct);
    }

    /// <summary>Fetches what is wanted of a batch.</summary>
    private async Task FetchAsync(IMailFolder folder, BatchRun run, List<MailEntry> batch, CancellationToken ct)
    {
        var sized = batch is [{ Size: null } unsized] ? await SizedAsync(folder, unsized.Uid, ct) : batch;
        foreach (var large in sized.Where(mail => !IsOld(mail) && IsTooLarge(mail))) await TellTooLargeAsync(large, ct);
        var wanted = sized.Where(mail => !IsOld(mail) && !IsTooLarge(mail)).ToList();
        if (wanted.Count > 0) await run.TakeAsync(wanted, ct);
        foreach (var missing in wanted.Where(mail => !run.Taken.Contains(mail.Uid)))
            if (await folder.FindAsync(missing.Uid, ct) is not null) throw new MailNotFetchedException("the server answers without the mail", lineIsLost: false);
    }

    private static async Task<List<MailEntry>> SizedAsync(IMailFolder folder, uint uid, CancellationToken ct) =>
        await folder.FindAsync(uid, ct) is { } mail ? [mail] : [];

    /// <summary>The server's fault that the work ended by, or null.</summary>
    private static async Task<Exception?> FaultAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception error) when (error is MailNotFetchedException or MailStoreBrokenException)
        {
            return error;
        }
    }

    private bool IsGivenUp(Exception fault, uint uid)
    {
        if (fault is MailNotFetchedException) return true;
        _breaks = uid == _breaksAt ? _breaks + 1 : 1;
        _breaksAt = uid;
        return _breaks >= MostBreaks;
    }

    private List<MailEntry> NextBatch(IReadOnlyList<MailEntry> listed, int at)
    {
        var batch = new List<MailEntry> { listed[at] };
        var bytes = listed[at].Size;
        // what is not known is not less: it ends the batch
        while (++at < listed.Count && batch.Count < _batch && (bytes += listed[at].Size) <= LargestBatchBytes) batch.Add(listed[at]);
        return batch;
    }

    private bool IsTooLarge(MailEntry mail) => mail.Size > options.MaxMessageBytes;

    private bool IsOld(MailEntry mail) => _since is { } since && mail.At is { } at && at < since;

    private async Task<FolderCursor> AdvanceAsync(FolderCursor cursor, List<MailEntry> batch, CancellationToken ct)
    {
        var moved = await parts.Cursors.MoveAsync(place, cursor with { LastUid = batch[^1].Uid, Held = cursor.Held + batch.Count }, ct);
        // however short the lines are, it gets on
        backoff.Reset();
        return moved;
    }

    private async Task SettleAsync(IMailFolder folder, HashSet<uint> taken, CancellationToken ct)
    {
        if (taken.Count == 0) return;
        if (await folder.SettleAsync([.. taken.Order()], ct) is not { } problem)
        {
            if (_mayBeUnwritable) await parts.Alarms.ClearAsync(AlarmKinds.MailboxNotWritable, place.Subject, ct);
            _mayBeUnwritable = false;
            return;
        }

        _mayBeUnwritable = true;
        Log.MailsNotSettled(parts.Log, place.Channel, place.Folder, problem);
        await parts.Alarms.RaiseAsync(
            AlarmKinds.MailboxNotWritable, place.Subject,
            $"Mails of the folder {place.Folder} of {place.Channel} are taken in, but cannot be marked, moved or deleted there: {problem}.", ct);
    }

    private async Task LeaveAsync(IMailFolder folder, MailEntry mail, CancellationToken ct)
    {
        await parts.Left.LeaveAsync(place, folder.Validity, new LeftMail(mail.Uid, 0), ct);
        Log.MailLeft(parts.Log, place.Channel, place.Folder, mail.Uid);
        await parts.Alarms.RaiseAsync(
            AlarmKinds.MailNotFetched, place.Subject,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The server does not hand out the mail with the UID {mail.Uid} in the folder {place.Folder} of {place.Channel}. It is asked for again, the longer the rarer, and the mails after it are taken in."),
            ct);
    }

    private Task TellTooLargeAsync(MailEntry mail, CancellationToken ct) => parts.Alarms.RaiseAsync(
        AlarmKinds.MailTooLarge, place.Channel,
        string.Create(
            CultureInfo.InvariantCulture,
            $"A mail of {mail.Size} bytes (UID {mail.Uid}) stays in the folder {place.Folder} of the mailbox, because it is larger than {options.MaxMessageBytes} bytes (Imap:{nameof(options.MaxMessageBytes)})."),
        ct);
}
