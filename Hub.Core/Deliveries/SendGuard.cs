using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// The last look before a delivery leaves: the list of suppressions, and whether it is a program's answer to a program. After
/// <see cref="MostExchanged"/> messages of ours that no person wrote and as many of theirs within <see cref="Window"/>, between the two addresses or
/// in the conversation, nothing more goes to the address by itself for <see cref="Silence"/>, and one alarm asks for a human, whose own
/// answers go.
/// </summary>
internal sealed class SendGuard(AlarmStore alarms)
{
    /// <summary>How many go each way before the hub falls silent.</summary>
    public const int MostExchanged = 5;

    /// <summary>Within which time they are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>For how long it stays silent, unless a human ends that.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    private const string Sent =
        """
        SELECT d.address, d.conversation_id,
          (SELECT COUNT(*) FROM deliveries e WHERE e.address = d.address AND e.channel = d.channel AND e.purpose <> 'answer'
             AND e.created_at > {now} - $2 AND e.attempts > 0),
          (SELECT COUNT(DISTINCT e.message_id) FROM deliveries e WHERE e.conversation_id = d.conversation_id AND e.purpose <> 'answer'
             AND e.created_at > {now} - $2 AND e.attempts > 0)
        FROM deliveries d WHERE d.id = $1 AND d.purpose <> 'answer' AND d.attempts = 0
        """;

    private const string CameToConversation =
        """
        SELECT COUNT(*) FROM messages m WHERE m.conversation_id = $1 AND m.direction = 'in' AND m.stored_at > {now} - $2
        """;

    private const string CameFromAddress =
        """
        SELECT COUNT(*) FROM contact_points p JOIN conversations c ON c.contact_id = p.contact_id JOIN messages m ON m.conversation_id = c.id
        WHERE p.kind = $1 AND p.address = $2 AND c.active_at > {now} - $3 AND m.point_id = p.id AND m.direction = 'in' AND m.stored_at > {now} - $3
        """;

    private static readonly long WindowMs = (long)Window.TotalMilliseconds;

    /// <summary>Why a delivery may not leave now, or null.</summary>
    public async Task<Outcome?> RefusalAsync(Tx tx, Guid delivery, ChannelAccount account, CancellationToken ct) =>
        await SuppressionList.RefusalAsync(tx, delivery, account.PointKind, ct)
        ?? await AnswerWindow.RefusalAsync(tx, account, delivery, ct)
        ?? (account.Capabilities.BreaksLoops ? await LoopAsync(tx, delivery, account.PointKind, ct) : null);

    private async Task<Outcome?> LoopAsync(Tx tx, Guid delivery, string kind, CancellationToken ct)
    {
        var sent = await tx.Statement(Sent).Bind(delivery).Bind(WindowMs)
            .FirstAsync(row => new SentLately(row.Text(0), row.Id(1), row.Long(2), row.Long(3)), ct);
        if (sent is null || !await IsLoopAsync(tx, sent, kind, ct)) return null;

        var until = tx.Time.GetUtcNow() + Silence;
        await SuppressionList.AddAsync(
            tx, new NewSuppression(kind, sent.Address, SuppressionScope.Notice, SuppressionReason.Loop) { DeliveryId = delivery, Until = until },
            Security.Subject.System, ct);
        await alarms.RaiseAsync(
            tx, AlarmKinds.MailLoop, Ids.Text(sent.Conversation),
            FormattableString.Invariant(
                $"A program and the hub answered each other {MostExchanged} times within {Window.TotalMinutes} minutes. The hub sends nothing more there by itself until {until:yyyy-MM-dd HH:mm} UTC; look into the conversation, or take the address off the list of suppressions."),
            ct);
        return Outcome.Suppressed("a program and the hub answered each other, so the hub fell silent");
    }

    private static async Task<bool> IsLoopAsync(Tx tx, SentLately sent, string kind, CancellationToken ct) =>
        (sent.InConversation >= MostExchanged
            && await tx.Statement(CameToConversation).Bind(sent.Conversation).Bind(WindowMs).FirstAsync(row => row.Long(0), ct) >= MostExchanged)
        || (sent.ToAddress >= MostExchanged
            && await tx.Statement(CameFromAddress).Bind(kind).Bind(sent.Address).Bind(WindowMs).FirstAsync(row => row.Long(0), ct) >= MostExchanged);

    private sealed record SentLately(string Address, Guid Conversation, long ToAddress, long InConversation);
}
