using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>
/// For how long after somebody's last message by an account they may be written to freely (<see cref="ChannelCapabilities.AnswerWindow"/>). Looked
/// at when a message is written, so that its writer hears of it, and in the transaction that begins its sending, because it may have
/// closed meanwhile. What is made from a template passes.
/// </summary>
internal static class AnswerWindow
{
    private const string IsOpen =
        """
        SELECT 1 FROM contact_points p JOIN messages m ON m.point_id = p.id
        WHERE p.kind = $1 AND p.address = $2 AND m.conversation_id IN (
            SELECT c.id FROM conversations c WHERE c.contact_id = p.contact_id AND c.active_at > {now} - $4)
          AND m.direction = 'in' AND m.channel = $3 AND m.at > {now} - $4 LIMIT 1
        """;

    private const string FreeOf =
        "SELECT d.address FROM deliveries d JOIN messages m ON m.id = d.message_id WHERE d.id = $1 AND m.template IS NULL";

    /// <summary>Why a message cannot be written now, or null.</summary>
    public static async Task<ComposeResult.Refused?> RefusalAsync(Tx tx, ChannelAccount account, string address, NewMessage wish, CancellationToken ct) =>
        wish.Template is null && account.Capabilities.AnswerWindow is { } window && !await IsOpenAsync(tx, account, address, window, ct)
            ? new ComposeResult.Refused("template", $"is needed: the customer has not written to {account.Id} within {window.TotalHours:0} hours, after which it carries approved templates alone")
            : null;

    /// <summary>Why a delivery may not leave now, or null.</summary>
    public static async Task<Outcome?> RefusalAsync(Tx tx, ChannelAccount account, Guid delivery, CancellationToken ct)
    {
        if (account.Capabilities.AnswerWindow is not { } window) return null;
        if (await tx.Statement(FreeOf).Bind(delivery).FirstAsync(row => row.Text(0), ct) is not { } address) return null;
        return await IsOpenAsync(tx, account, address, window, ct)
            ? null
            : new Outcome(DeliveryState.Failed) { Class = DeliveryClass.Expired, Detail = $"the customer has not written within {window.TotalHours:0} hours: only an approved template may be sent" };
    }

    private static async Task<bool> IsOpenAsync(Tx tx, ChannelAccount account, string address, TimeSpan window, CancellationToken ct) =>
        await tx.Statement(IsOpen).Bind(account.PointKind).Bind(address).Bind(account.Id).Bind((long)window.TotalMilliseconds).FirstAsync(row => true, ct);
}
