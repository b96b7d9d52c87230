using Hub.Core.Alarms;
using Hub.Core.Storage;

namespace Hub.Channels.Telegram;

/// <summary>Tells Telegram where to call, until it has heard; and again now and then, for whoever has the token can tell it something else.</summary>
internal sealed class TelegramWebhookSetting(string channel, string url, string secret, ITelegramApi api, TelegramParts parts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(1);

    private string Subject => channel + ":updates";

    /// <summary>Tells it until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = await RunOnceAsync(ct) ? Renewal : Again;
            if (ct.IsCancellationRequested) return;
            await Task.Delay(pause, parts.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells it once; false where it has not heard.</summary>
    internal async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        try
        {
            var wish = new TelegramParameters { Url = url, SecretToken = secret, AllowedUpdates = TelegramPoller.Kinds, DropPendingUpdates = false };
            var answer = await api.CallAsync("setWebhook", wish, [], Patience, ct);
            if (answer.Ok)
            {
                await parts.Alarms.ClearAsync(AlarmKinds.ChannelRefused, Subject, ct);
                return true;
            }

            Log.Refused(parts.Log, channel, $"{answer.ErrorCode} {answer.Description}");
            await parts.Alarms.RaiseAsync(
                AlarmKinds.ChannelRefused, Subject,
                $"Telegram does not take the webhook of {channel} ({answer.ErrorCode} {answer.Description}). It is told again every minute; check Webhook:Url and the bot's token.", ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the lease is lost, or the host stops
        }
        catch (TelegramBrokenException error)
        {
            Log.PollBroke(parts.Log, channel, error.Message);
        }
        catch (StoreException away)
        {
            Log.AlarmNotRaised(parts.Log, channel, away);
        }

        return false;
    }
}
