using Hub.Core.Alarms;
using Hub.Core.Storage;

namespace Hub.Core.Subscriptions;

/// <summary>Whether subscriptions are told what they ask for, on their rows and as alarms; steps of the caller's unit of work.</summary>
public sealed class SubscriptionHealth(AlarmStore alarms)
{
    private const string Fail =
        "UPDATE event_subscriptions SET failing_since = COALESCE(failing_since, {now}), last_error = $2 WHERE id = $1";

    private const string Heal = "UPDATE event_subscriptions SET failing_since = NULL, last_error = NULL WHERE id = $1 AND failing_since IS NOT NULL";

    private const string Disable =
        """
        UPDATE event_subscriptions SET enabled = FALSE, last_error = $2, failing_since = COALESCE(failing_since, {now}),
          version = version + 1, changed_at = {now}, changed_by = 'system'
        WHERE id = $1
        """;

    /// <summary>Clears the alarms of a subscription that was deleted, or whose failures were taken up again.</summary>
    public async Task ForgetAsync(Tx tx, Guid subscription, CancellationToken ct)
    {
        await alarms.ClearAsync(tx, AlarmKinds.EventsFailing, Ids.Text(subscription), ct);
        await alarms.ClearAsync(tx, AlarmKinds.EventsLost, Ids.Text(subscription), ct);
    }

    /// <summary>What was given up is tried again.</summary>
    public Task FoundAsync(Tx tx, Guid subscription, CancellationToken ct) =>
        alarms.ClearAsync(tx, AlarmKinds.EventsLost, Ids.Text(subscription), ct);

    internal async Task FailAsync(Tx tx, EventSubscription subscription, string error, CancellationToken ct)
    {
        await tx.Statement(Fail).Bind(subscription.Id).Bind(error).ExecuteAsync(ct);
        // once for each time that it begins, else every attempt would count
        if (subscription.FailingSince is null)
            await alarms.RaiseAsync(tx, AlarmKinds.EventsFailing, Ids.Text(subscription.Id), $"The receiver of a subscription takes no events: {error}", ct);
    }

    internal async Task HealAsync(Tx tx, Guid subscription, CancellationToken ct)
    {
        if (await tx.Statement(Heal).Bind(subscription).ExecuteAsync(ct) > 0)
            await alarms.ClearAsync(tx, AlarmKinds.EventsFailing, Ids.Text(subscription), ct);
    }

    internal async Task DisableAsync(Tx tx, Guid subscription, CancellationToken ct)
    {
        const string Error = "the receiver wants no more events (HTTP 410)";
        await tx.Statement(Disable).Bind(subscription).Bind(Error).ExecuteAsync(ct);
        await alarms.RaiseAsync(tx, AlarmKinds.EventsFailing, Ids.Text(subscription), $"A subscription was switched off: {Error}", ct);
    }

    internal Task LostAsync(Tx tx, Guid subscription, string what, CancellationToken ct) =>
        alarms.RaiseAsync(tx, AlarmKinds.EventsLost, Ids.Text(subscription), what, ct);
}
