using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// Applies what arrivals report of deliveries. What concerns the delivery's own receiver moves the delivery; what concerns another receiver
/// of the same message is noted in its life. Only receivers of the message are ever suppressed, whatever else a report names.
/// </summary>
internal sealed class SentReports(SoftBounces softBounces)
{
    internal const string Columns = "SELECT d.id, d.message_id, d.conversation_id, d.channel, d.address, d.purpose FROM deliveries d";

    private const string ByNumber = Columns + " WHERE d.seq = $1";

    private const string ByMessage =
        Columns + " JOIN conversations c ON c.id = d.conversation_id JOIN messages m ON m.id = d.message_id"
        + " WHERE d.message_id = $1 AND COALESCE(m.written_in, c.number) = $2 ORDER BY d.seq";

    private const string Receivers = "SELECT address FROM message_receivers WHERE message_id = $1 ORDER BY place";

    /// <summary>The delivery that a report is about, or null where none of its names is known.</summary>
    public static async Task<SentDelivery?> FindAsync(Tx tx, SentReport report, CancellationToken ct)
    {
        foreach (var number in report.Deliveries)
            if (await tx.Statement(ByNumber).Bind(number).FirstAsync(Read, ct) is { } found) return found;
        foreach (var named in report.Messages)
            if (Meant(await tx.Statement(ByMessage).Bind(named.Message).Bind(named.Conversation).ListAsync(Read, ct), report) is { } found) return found;
        return null;
    }

    /// <summary>A message that went to each receiver alone is meant as it went to the one who is named.</summary>
    private static SentDelivery? Meant(List<SentDelivery> sent, SentReport report) => sent.Count < 2
        ? sent.FirstOrDefault()
        : sent.Find(delivery => report.Outcomes.Any(outcome => outcome.Addresses.Contains(delivery.Address, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Applies a report to the delivery that it is about.</summary>
    /// <param name="tx">The transaction that stores the report.</param>
    /// <param name="sent">The delivery.</param>
    /// <param name="report">The report.</param>
    /// <param name="source">By which kind of contact points, from whom, and under which id it came.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ApplyAsync(
        Tx tx, SentDelivery sent, SentReport report, (string Kind, string Actor, Guid Id) source, CancellationToken ct)
    {
        // what no person writes goes to each receiver alone
        var receivers = sent.Purpose == SendPurpose.Answer ? await tx.Statement(Receivers).Bind(sent.MessageId).ListAsync(row => row.Text(0), ct) : [];
        if (receivers.Count == 0) receivers.Add(sent.Address);
        for (var i = 0; i < report.Outcomes.Count; i++)
        {
            var outcome = report.Outcomes[i];
            var place = Place(receivers, outcome, source.Kind);
            if (place < 0) continue;
            if (outcome.State is { } state)
            {
                var receipt = new Receipt
                {
                    Channel = sent.Channel,
                    DeliveryId = sent.Id,
                    Id = $"{Ids.Text(source.Id)}/{i}",
                    State = state,
                    Class = outcome.Class,
                    Detail = outcome.Detail,
                };
                if (receivers[place] == sent.Address) await Receipts.ApplyAsync(tx, receipt, ct);
                else await NoteAsync(tx, receipt, $"receiver {place + 1} of {receivers.Count}: {outcome.Detail}", source.Actor, ct);
            }

            if (outcome.Suppress is { } reason) await SuppressAsync(tx, (source.Kind, receivers[place], reason), (sent, outcome), source.Actor, ct);
        }
    }

    /// <summary>Which receiver is meant; where there is only one, it is, by whatever name: mail is forwarded.</summary>
    private static int Place(List<string> receivers, SentOutcome outcome, string kind)
    {
        // whoever asks, it is the receiver of the very mail that bore the token
        if (outcome.Suppress == SuppressionReason.OptOut) return 0;
        foreach (var address in outcome.Addresses)
            if (receivers.IndexOf(ContactAddress.Canonical(kind, address) ?? "") is >= 0 and var place) return place;
        return receivers.Count == 1 ? 0 : -1;
    }

    private static Task NoteAsync(Tx tx, Receipt receipt, string detail, string actor, CancellationToken ct) =>
        new DeliveryChange(receipt.DeliveryId!.Value, Guid.Empty, Guid.Empty, Receipts.StateOf(receipt.State))
        {
            Class = receipt.Class,
            Detail = detail,
            Actor = actor,
            Receipt = receipt.Id,
        }.RecordInHistoryAsync(tx, ct);

    /// <summary>A dead address gets nothing; who complains gets nothing that no person writes; who wants no more of something gets no more of it.</summary>
    private Task SuppressAsync(
        Tx tx, (string Kind, string Address, string Reason) who, (SentDelivery Sent, SentOutcome Outcome) why, string actor, CancellationToken ct)
    {
        if (who.Reason == SuppressionReason.OptOut) return OptOuts.AddAsync(tx, why.Sent, who.Kind, actor, ct);
        if (who.Reason == SuppressionReason.SoftBounce)
            return softBounces.CountAsync(tx, new SoftBounce(who.Kind, who.Address, why.Sent.Id, IsAtOnce: false, why.Outcome.Detail ?? ""), actor, ct);
        var scope = who.Reason == SuppressionReason.HardBounce ? SuppressionScope.All : SuppressionScope.Notice;
        var wish = new NewSuppression(who.Kind, who.Address, scope, who.Reason) { Detail = why.Outcome.Detail, DeliveryId = why.Sent.Id };
        return SuppressionList.AddAsync(tx, wish, actor, ct);
    }

    internal static SentDelivery Read(Row row) => new(row.Id(0), row.Id(1), row.Id(2), row.Text(3), row.Text(4), row.Text(5));
}
