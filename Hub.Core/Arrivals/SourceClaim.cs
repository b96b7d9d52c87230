using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>Whether an arrival is the first with its <see cref="SourceKey"/>: the row that says so is its claim, in the transaction of its effects.</summary>
internal static class SourceClaim
{
    private const string Insert =
        """
        INSERT INTO message_sources (channel, provider_id, fingerprint, content_hash, message_id) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (channel, provider_id, fingerprint) DO NOTHING
        """;

    private const string Find =
        """
        SELECT s.message_id, m.conversation_id, s.content_hash FROM message_sources s LEFT JOIN messages m ON m.id = s.message_id
        WHERE s.channel = $1 AND s.provider_id = $2 AND s.fingerprint = $3
        """;

    private const string TakeOver =
        """
        UPDATE message_sources SET message_id = $5, content_hash = $6
        WHERE channel = $1 AND provider_id = $2 AND fingerprint = $3 AND message_id = $4
        """;

    private const string SameId =
        "SELECT 1 FROM message_sources WHERE channel = $1 AND provider_id = $2 AND fingerprint <> $3 LIMIT 1";

    /// <summary>Claims the key; see <see cref="KnownAsync"/> for whether that was the first claim.</summary>
    public static Task<Later<int>> TakeAsync(Tx tx, string channel, Arrival arrival, CancellationToken ct) =>
        Claim(tx, channel, arrival).ExecuteWithNextAsync(ct);

    /// <summary>As <see cref="TakeAsync"/>, without waiting for the next statement.</summary>
    public static async Task<Later<int>> TakeNowAsync(Tx tx, string channel, Arrival arrival, CancellationToken ct) =>
        new() { Value = await Claim(tx, channel, arrival).ExecuteAsync(ct) };

    /// <returns>What was there already under the key; null where the arrival is the first.</returns>
    public static async Task<KnownSource?> KnownAsync(Tx tx, string channel, (Arrival Arrival, Later<int> Claimed) claim, CancellationToken ct)
    {
        if (claim.Claimed.Value == 1) return null;
        var source = claim.Arrival.Message.Source;
        var known = await tx.Statement(Find).Bind(source.Scope ?? channel).Bind(source.ProviderId).Bind(source.Fingerprint)
            .FirstAsync(row => new KnownSource(row.Id(0), row.IdOrNull(1), row.Text(2)), ct)
            ?? throw new InvalidOperationException("A source key that exists cannot be read.");
        return await TryTakeOverAsync(tx, channel, (claim.Arrival, known.MessageId), ct) ? null : known;
    }

    /// <summary>Whether the provider's id came before with another fingerprint: ids that are not unique prove nothing.</summary>
    public static async Task<bool> IsIdReusedAsync(Tx tx, string channel, SourceKey source, CancellationToken ct) =>
        source.Fingerprint.Length > 0
        && await tx.Statement(SameId).Bind(source.Scope ?? channel).Bind(source.ProviderId).Bind(source.Fingerprint).FirstAsync(row => true, ct);

    private static Statement Claim(Tx tx, string channel, Arrival arrival) => tx.Statement(Insert)
        .Bind(arrival.Message.Source.Scope ?? channel).Bind(arrival.Message.Source.ProviderId).Bind(arrival.Message.Source.Fingerprint)
        .Bind(arrival.ContentHash).Bind(arrival.MessageId);

    private static async Task<bool> TryTakeOverAsync(Tx tx, string channel, (Arrival Arrival, Guid Known) claim, CancellationToken ct)
    {
        var source = claim.Arrival.Message.Source;
        if (source.ForgetAfter is not { } life || Ids.TimeOf(claim.Known) > tx.Time.GetUtcNow() - life) return false;
        return await tx.Statement(TakeOver)
            .Bind(source.Scope ?? channel).Bind(source.ProviderId).Bind(source.Fingerprint).Bind(claim.Known).Bind(claim.Arrival.MessageId)
            .Bind(claim.Arrival.ContentHash).ExecuteAsync(ct) == 1;
    }
}
