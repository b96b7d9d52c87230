using Hub.Core.Channels;
using Hub.Core.Metrics;

namespace Hub.Core.Deliveries;

/// <summary>
/// One attempt, from the claimed delivery to its outcome. Before the first byte leaves it is committed that an attempt begins; from there on
/// only the channel's answer says that it was not taken, and everything else is unknown. What the store cannot take now is offered
/// to it again, because only this process knows it.
/// </summary>
internal sealed class Attempt(IOutboundChannel channel, RateLane rate, LaneTrouble trouble, LaneParts parts)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ContentWait = TimeSpan.FromSeconds(30);

    // the channel's own timeout should have come first; what ignores the cancellation is not waited for
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private ChannelCapabilities Can => channel.Account.Capabilities;

    /// <summary>Makes the attempt; gives up its place in the lane.</summary>
    /// <param name="claimed">The delivery.</param>
    /// <param name="stopping">Lets no attempt begin any more; one that has begun is finished.</param>
    public async Task RunAsync(ClaimedDelivery claimed, CancellationToken stopping)
    {
        var sending = false;
        parts.Ownership.Keep(claimed);
        try
        {
            if (await LoadAsync(claimed, stopping) is not { } message) return;
            if (!await BeginAsync(claimed, stopping)) return;
            rate.Begin();
            sending = true;
            var result = await SendAsync(message);
            var left = claimed.Left - parts.Time.GetElapsedTime(claimed.Since);
            var outcome = Outcome.Of(result, Can.ReceiverDeduplicates, claimed.Counted + 1, left, parts.Jitter());
            await StoreAsync(ct => parts.Work.EndAsync(claimed, outcome with { Dead = DeadOf(result, message), Soft = SoftOf(result, outcome, message) }, ct), claimed.Id);
            DeliveryMetrics.Attempted(channel.Account.Id, outcome.State);
            await ReactAsync(result, claimed.Id);
        }
        finally
        {
            parts.Ownership.Drop(claimed);
            rate.End(sending);
        }
    }

    private async Task<OutboundMessage?> LoadAsync(ClaimedDelivery claimed, CancellationToken stopping)
    {
        try
        {
            if (await parts.Content.LoadAsync(claimed.Id, (int)claimed.Attempts + 1, stopping) is { } message) return message;
            var gone = new Outcome(DeliveryState.Failed) { Class = DeliveryClass.Content, Detail = "its message no longer exists" };
            await StoreAsync(ct => parts.Work.EndAsync(claimed, gone, ct), claimed.Id);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await GiveBackAsync(claimed, TimeSpan.Zero, "its node stopped before the attempt");
        }
        catch (Exception error)
        {
            // content that cannot be had now is no reason to lose the delivery or to stop the lane
            Log.ContentFailed(parts.Log, claimed.Id, error);
            await GiveBackAsync(claimed, ContentWait, "its content could not be read");
        }

        return null;
    }

    /// <summary>
    /// Whether the message may, and must, leave now: the begin is committed, which also renews the ownership, and less than half of that has
    /// passed. Where ownership cannot be renewed, nothing begins.
    /// </summary>
    private async Task<bool> BeginAsync(ClaimedDelivery claimed, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
        {
            await GiveBackAsync(claimed, TimeSpan.Zero, "its node stopped before the attempt");
            return false;
        }

        var began = parts.Time.GetTimestamp();
        try
        {
            if (!await parts.Work.BeginAsync(claimed, (tx, ct) => parts.Guard.RefusalAsync(tx, claimed.Id, channel.Account, ct), CancellationToken.None)) return false;
        }
        catch (Exception error)
        {
            // whether this was committed is open; that nothing was sent is certain
            Log.BeginFailed(parts.Log, claimed.Id, error);
            await GiveBackAsync(claimed, TimeSpan.Zero, "the attempt could not be noted");
            return false;
        }

        // no transaction can fence what leaves the machine: this process may have slept since
        if (parts.Time.GetElapsedTime(began) < Ownership.Length / 2) return true;
        await GiveBackAsync(claimed, TimeSpan.Zero, "its node fell behind before the attempt");
        return false;
    }

    private async Task<DeliveryResult> SendAsync(OutboundMessage message)
    {
        using var deadline = new CancellationTokenSource(Can.SendTimeout, parts.Time);
        try
        {
            return await channel.SendAsync(message, deadline.Token).WaitAsync(Can.SendTimeout + Grace, parts.Time, CancellationToken.None);
        }
        catch (Exception error)
        {
            // the provider may have it, whatever went wrong here
            Log.AttemptBroke(parts.Log, message.DeliveryId, error);
            return new DeliveryResult.Unknown(
                error is OperationCanceledException or TimeoutException ? "no answer in time" : $"the attempt broke off ({error.GetType().Name})");
        }
    }

    /// <summary>Who does not exist, or does not want it, is not tried again.</summary>
    private NewSuppression? DeadOf(DeliveryResult result, OutboundMessage message) => result switch
    {
        DeliveryResult.Rejected { IsDead: true } rejected => Listed(SuppressionReason.HardBounce, rejected.Detail, message),
        DeliveryResult.Rejected { Class: DeliveryClass.Consent } rejected => Listed(SuppressionReason.OptOut, rejected.Detail, message),
        _ => null,
    };

    private NewSuppression Listed(string reason, string detail, OutboundMessage message) =>
        new(channel.Account.PointKind, message.To, SuppressionScope.All, reason) { Detail = detail, DeliveryId = message.DeliveryId };

    /// <summary>What may pass counts once nobody tries it again.</summary>
    private SoftBounce? SoftOf(DeliveryResult result, Outcome outcome, OutboundMessage message)
    {
        var said = result switch
        {
            DeliveryResult.Rejected { IsSoft: true } rejected => rejected.Detail,
            DeliveryResult.Deferred { IsSoft: true } deferred when outcome.State == DeliveryState.Expired => deferred.Detail,
            _ => null,
        };
        return said is null ? null : new SoftBounce(channel.Account.PointKind, message.To, message.DeliveryId, IsAtOnce: true, said);
    }

    /// <summary>What concerns more than the one delivery.</summary>
    private async Task ReactAsync(DeliveryResult result, Guid id)
    {
        if (result is DeliveryResult.Deferred deferred)
        {
            if (RetrySchedule.PauseOf(deferred.Class, deferred.RetryAfter) is { } pause) rate.Pause(pause);
            if (deferred.Class == DeliveryClass.Configuration) await StoreAsync(ct => trouble.RaiseAsync(deferred.Detail, ct), id);
        }
        else if (result is DeliveryResult.Accepted && trouble.MayStand)
        {
            await StoreAsync(trouble.ClearAsync, id);
        }
    }

    private Task GiveBackAsync(ClaimedDelivery claimed, TimeSpan wait, string why) =>
        StoreAsync(ct => parts.Work.GiveBackAsync(claimed, wait, why, ct), claimed.Id);

    private async Task StoreAsync(Func<CancellationToken, Task> write, Guid id)
    {
        while (true)
        {
            try
            {
                await write(parts.Ending);
                return;
            }
            catch (OperationCanceledException) when (parts.Ending.IsCancellationRequested)
            {
                Log.OutcomeLost(parts.Log, id);
                return;
            }
            catch (Exception error)
            {
                Log.OutcomeNotStored(parts.Log, id, error);
                await Task.Delay(BetweenTries, parts.Time, parts.Ending).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
