using System.Text.Json;
using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Channels.Telegram;

/// <summary>
/// Asks for updates (long polling). Telegram holds an update until one with a higher id is asked for, and that is asked only once it is durable here: a
/// hub that dies reads it again, and its source key drops it. No position is kept, for Telegram keeps it; and where there is nothing more, none is named,
/// because ids may begin anew at a lower number after a week of silence (core.telegram.org/bots/api#update).
/// </summary>
internal sealed class TelegramPoller(IInboundChannel channel, ITelegramApi api, TelegramTaker taker, TelegramParts parts)
{
    private const int Batch = 100;
    private const int PollSeconds = 50;

    /// <summary>What the bot is told of.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["message", "edited_message", "callback_query", "my_chat_member"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(PollSeconds + 20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AlbumPause = TimeSpan.FromMilliseconds(300);

    private readonly TelegramAlbums _albums = new(parts.Time);
    private bool _isAlarmed = true;
    private int _failures;

    private string Id => channel.Account.Id;

    private string Subject => Id + ":updates";

    /// <summary>Asks until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = await RunOnceAsync(ct);
            if (ct.IsCancellationRequested) return;
            await Task.Delay(pause, parts.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks until something goes wrong.</summary>
    /// <returns>How long to wait before the next try.</returns>
    internal async Task<TimeSpan> RunOnceAsync(CancellationToken ct)
    {
        try
        {
            // while a webhook stands Telegram refuses to be asked
            if (Refusal(await api.CallAsync("deleteWebhook", new TelegramParameters { DropPendingUpdates = false }, [], Patience, ct)) is { } refused)
                return await RefusedAsync(refused, ct);
            long? offset = null;
            while (true)
            {
                var answer = await api.CallAsync("getUpdates", Asking(offset), [], Patience, ct);
                if (Refusal(answer) is { } refusal) return await RefusedAsync(refusal, ct);
                await WorksAsync(ct);
                offset = await TakeAsync(answer.Result, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the lease is lost, or the host stops
        }
        catch (TelegramBrokenException error)
        {
            if (!ct.IsCancellationRequested) Log.PollBroke(parts.Log, Id, error.Message);
        }
        catch (StoreException away)
        {
            Log.PollFailed(parts.Log, Id, away);
        }
        catch (Exception error)
        {
            // the loop's top
            Log.PollFailed(parts.Log, Id, error);
        }

        return NextPause();
    }

    // behind what was just taken there may be more; it is waited for only where none is confirmed by asking
    private static TelegramParameters Asking(long? offset) => new()
    {
        Offset = offset, Limit = Batch, Timeout = offset is null ? PollSeconds : 0, AllowedUpdates = Kinds,
    };

    /// <summary>Takes what came.</summary>
    /// <returns>From which update on to ask next; null for whatever there is.</returns>
    private async Task<long?> TakeAsync(JsonElement result, CancellationToken ct)
    {
        if (result.ValueKind != JsonValueKind.Array) throw new TelegramBrokenException("the updates are no list", begun: true);
        var batch = result.EnumerateArray().Select(TelegramReading.Update).ToList();
        if (batch.Count == 0) return null;
        var last = batch.Max(update => update.Id);
        // in the order in which it happened, whatever the order in which it is told
        batch.Sort((one, other) => one.Id.CompareTo(other.Id));
        var (messages, heldFrom) = _albums.Gather(batch, mayGoOn: batch.Count >= Batch);
        await taker.TakeAsync(channel, messages, ct);
        if (heldFrom is not { } held) return last + 1;
        // where the rest of a full batch is asked for, it is there at once
        if (batch.Count < Batch || held == batch[0].Id) await Task.Delay(AlbumPause, parts.Time, ct);
        return held;
    }

    private static TelegramAnswer? Refusal(TelegramAnswer answer) => answer.Ok ? null : answer;

    private async Task<TimeSpan> RefusedAsync(TelegramAnswer answer, CancellationToken ct)
    {
        var cause = $"{answer.ErrorCode} {answer.Description}";
        if (answer.ErrorCode is 429 or >= 500)
        {
            Log.PollBroke(parts.Log, Id, cause);
            return answer.RetryAfter is { } asked && asked < TimeSpan.FromHours(1) ? asked : NextPause();
        }

        Log.Refused(parts.Log, Id, cause);
        await TellAsync(cause, ct);
        return NextPause();
    }

    private async Task TellAsync(string cause, CancellationToken ct)
    {
        try
        {
            await parts.Alarms.RaiseAsync(
                AlarmKinds.ChannelRefused, Subject,
                $"Telegram does not give the updates of {Id} ({cause}). It is asked again at least every minute; check the bot's token, and that nothing else asks with it.", ct);
            _isAlarmed = true;
        }
        catch (StoreException away)
        {
            // the next refusal raises it
            Log.AlarmNotRaised(parts.Log, Id, away);
        }
    }

    private async Task WorksAsync(CancellationToken ct)
    {
        _failures = 0;
        if (!_isAlarmed) return;
        await parts.Alarms.ClearAsync(AlarmKinds.ChannelRefused, Subject, ct);
        _isAlarmed = false;
    }

    private TimeSpan NextPause()
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(_failures++, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
