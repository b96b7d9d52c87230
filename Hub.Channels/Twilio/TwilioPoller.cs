using Hub.Core.Alarms;
using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>
/// Looks at Twilio's lists for as long as this node has the account's lease: for messages that came in at the start and every 5 minutes, for what
/// became of deliveries of unknown outcome every minute.
/// </summary>
internal sealed class TwilioPoller(TwilioBackfill backfill, TwilioLookUp lookUp, (string Channel, TwilioOptions Options) account, TwilioParts parts)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenBackfills = TimeSpan.FromMinutes(5);

    public async Task RunAsync(IInboundChannel channel, CancellationToken ct)
    {
        DateTimeOffset? last = null;
        while (true)
        {
            var now = parts.Time.GetUtcNow();
            try
            {
                if (last is null || now - last >= BetweenBackfills)
                    if (await BackfillAsync(channel, last is null ? now - TimeSpan.FromDays(account.Options.BackfillDays) : Earliest(last.Value, now), ct)) last = now;
                await lookUp.RunAsync(ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                // the loop's top: what could not be looked at now is looked at again
                Log.LookFailed(parts.Log, account.Channel, error);
            }

            await Task.Delay(BetweenLooks, parts.Time, ct);
        }
    }

    /// <summary>A day back; further where the last look is longer ago, as after a long outage of Twilio's.</summary>
    private static DateTimeOffset Earliest(DateTimeOffset last, DateTimeOffset now) => (last < now ? last : now) - Overlap;

    private async Task<bool> BackfillAsync(IInboundChannel channel, DateTimeOffset from, CancellationToken ct)
    {
        if (await backfill.RunAsync(channel, from, ct) is not { } refusal)
        {
            await parts.Alarms.ClearAsync(AlarmKinds.ChannelRefused, account.Channel, ct);
            return true;
        }

        Log.BackfillRefused(parts.Log, account.Channel, refusal);
        await parts.Alarms.RaiseAsync(AlarmKinds.ChannelRefused, account.Channel, $"Twilio does not list the messages of the channel {account.Channel}: {refusal}.", ct);
        return false;
    }
}
