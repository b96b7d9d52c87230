using Hub.Core.Channels;

namespace Hub.Channels.Twilio;

/// <summary>
/// Settles deliveries of unknown outcome: Twilio's list of what was sent to the receiver about then either has a message of the same text that is
/// no other delivery's, or nothing is known yet. That it is absent proves nothing soon, so nothing is ever sent again from here.
/// </summary>
internal sealed class TwilioLookUp(string channel, string prefix, ITwilioApi api, TwilioReceipts receipts, TwilioParts parts)
{
    private const string Unsettled =
        """
        SELECT d.id, d.address, d.updated_at FROM deliveries d
        WHERE d.state = 'unknown' AND d.channel = $1 AND d.updated_at > {now} - $2 AND d.updated_at <= {now} - $3 ORDER BY d.seq LIMIT 50
        """;

    private const string IsAnothers = "SELECT 1 FROM deliveries WHERE channel = $1 AND provider_id = $2";

    // Twilio's list is not of the instant; after half an hour a human has the delivery
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Last = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(10);

    /// <summary>Looks once for each.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var open = await parts.Store.ReadAsync(
            (db, read) => db.Statement(Unsettled).Bind(channel).Bind((long)Last.TotalMilliseconds).Bind((long)First.TotalMilliseconds)
                .ListAsync(row => (Id: row.Id(0), Address: row.Text(1), At: DateTimeOffset.FromUnixTimeMilliseconds(row.Long(2))), read),
            ct);
        foreach (var delivery in open)
            if (await parts.Content.LoadAsync(delivery.Id, 1, ct) is { } message)
                await SettleAsync(delivery.Id, message, delivery.At, ct);
    }

    private async Task SettleAsync(Guid id, OutboundMessage message, DateTimeOffset at, CancellationToken ct)
    {
        var answer = await api.ListAsync(new TwilioMessageFilter(prefix + message.To, at - Before), ct);
        if (answer is not TwilioAnswer<TwilioMessagePage>.Done { Value: var page }) return;
        var candidates = page.Messages
            .Where(sent => sent.Direction is "outbound-api" && TwilioReader.IsSid(sent.Sid) && sent.Body == message.Text && sent.At >= at - Before)
            .OrderBy(sent => sent.At);
        foreach (var sent in candidates)
        {
            if (await IsTakenAsync(sent.Sid, ct)) continue;
            Log.Found(parts.Log, id, channel);
            await receipts.BookAsync(id, sent.Sid, ("accepted", null, sent.To), ct);
            await receipts.BookAsync(id, sent.Sid, (sent.Status, sent.ErrorCode, sent.To), ct);
            return;
        }
    }

    private Task<bool> IsTakenAsync(string sid, CancellationToken ct) =>
        parts.Store.ReadAsync((db, read) => db.Statement(IsAnothers).Bind(channel).Bind(sid).FirstAsync(row => true, read), ct);
}
