using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations.Threading;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>
/// Receivers who want no more of what they were sent, by the token that only they were sent (RFC 8058 section 3.1): the address and the
/// purpose are those of the delivery, whoever shows the token. Once or ten times is the same.
/// </summary>
public sealed class OptOuts(Store store, ThreadTokens tokens, ChannelRegistry channels)
{
    private const string Find = SentReports.Columns + " WHERE d.seq = $1 AND d.purpose <> 'answer'";

    private const string Stands =
        """
        SELECT 1 FROM suppressions WHERE kind = $1 AND address = $2 AND purpose IN ('all', 'notice', $3) AND until_at IS NULL LIMIT 1
        """;

    /// <summary>What the holder of a token is sent, one of <see cref="SendPurpose"/>; null where it is no token of ours.</summary>
    public async Task<string?> PurposeAsync(string token, CancellationToken ct) =>
        tokens.ReadUnsubscribe(token) is { } number
            ? (await store.ReadAsync((db, read) => db.Statement(Find).Bind(number).FirstAsync(SentReports.Read, read), ct))?.Purpose
            : null;

    /// <summary>Sends the holder of a token no more of it; durable when it is answered.</summary>
    /// <returns>What has ended, one of <see cref="SendPurpose"/>; null where it is no token of ours.</returns>
    /// <exception cref="StoreUnavailableException">Nothing can be committed now.</exception>
    public async Task<string?> TakeAsync(string token, CancellationToken ct) =>
        tokens.ReadUnsubscribe(token) is { } number
            ? await store.WriteAsync(
                async (tx, unit) =>
                {
                    if (await tx.Statement(Find).Bind(number).FirstAsync(SentReports.Read, unit) is not { } sent) return null;
                    var kind = channels.Find(sent.Channel)?.Account.PointKind ?? PointKinds.Email;
                    await AddAsync(tx, sent, kind, $"channel:{sent.Channel}", unit);
                    return sent.Purpose;
                },
                ct)
            : null;

    /// <summary>Puts the receiver of a delivery on the list, unless what is wanted stands already.</summary>
    internal static async Task AddAsync(Tx tx, SentDelivery sent, string kind, string actor, CancellationToken ct)
    {
        if (sent.Purpose == SendPurpose.Answer) return;
        if (await tx.Statement(Stands).Bind(kind).Bind(sent.Address).Bind(sent.Purpose).FirstAsync(row => true, ct)) return;
        var wish = new NewSuppression(kind, sent.Address, sent.Purpose, SuppressionReason.OptOut) { DeliveryId = sent.Id };
        await SuppressionList.AddAsync(tx, wish, actor, ct);
    }
}
