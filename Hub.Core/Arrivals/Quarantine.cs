using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Arrivals;

/// <summary>What could not be handled: kept whole, listed, downloadable, retried or deleted by a human.</summary>
public sealed class Quarantine(Store store, Bodies bodies)
{
    private const string Columns =
        "id, channel, reception_id, reason, type, size, content, content_hash, attempts, stored_at";

    /// <summary>Keeps an input.</summary>
    /// <returns>The id under which it is kept; that of the first time where the same reception was kept before.</returns>
    public async Task<Guid> KeepAsync(string channel, RawInput input, string reason, CancellationToken ct)
    {
        var content = await bodies.PrepareAsync(input.Content, ct);
        var kept = new QuarantinedInput
        {
            Id = Ids.New(store.Time),
            Channel = channel,
            ReceptionId = input.ReceptionId,
            Reason = reason,
            Type = input.Type,
            Size = input.Content.Length,
            Content = content.Inline,
            ContentHash = content.Hash,
            StoredAt = store.Time.NowMs(),
        };
        return await store.WriteAsync(async (tx, token) => (await QuarantineRows.KeepAsync(tx, kept, token)).Id, ct);
    }

    /// <summary>A page of what is kept, the latest first.</summary>
    /// <param name="before">The id that the page ends before, or null for the first page.</param>
    /// <param name="limit">Rows at the most.</param>
    /// <param name="ct">Ends the reading.</param>
    public Task<List<QuarantinedInput>> ListAsync(Guid? before, int limit, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.ListAsync<QuarantinedInput>(
            $"""
            SELECT id, channel, reception_id, reason, type, size, attempts, stored_at FROM quarantine
            {(before is null ? "" : "WHERE id < @before")} ORDER BY id DESC LIMIT @limit
            """,
            new { before, limit }, token),
        ct);

    /// <summary>One input, or null.</summary>
    public Task<QuarantinedInput?> FindAsync(Guid id, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.FirstAsync<QuarantinedInput>($"SELECT {Columns} FROM quarantine WHERE id = @id", new { id }, token), ct);

    /// <summary>An input's bytes.</summary>
    /// <exception cref="BlobUnreadableException">They are missing or damaged.</exception>
    public Task<Stream> OpenAsync(QuarantinedInput kept, CancellationToken ct) => bodies.OpenAsync(kept.Content, kept.ContentHash, ct);

    /// <summary>The beginning of an input's bytes.</summary>
    /// <exception cref="BlobUnreadableException">They are missing or damaged.</exception>
    public async Task<byte[]> ReadStartAsync(QuarantinedInput kept, int mostBytes, CancellationToken ct)
    {
        await using var bytes = await OpenAsync(kept, ct);
        var start = new byte[Math.Min(mostBytes, kept.Size)];
        return start[..await bytes.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct)];
    }

    /// <summary>The ids of a channel's inputs after one (null from the first), the oldest first.</summary>
    internal Task<List<Guid>> IdsAsync(string channel, Guid? after, int limit, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.ListAsync<Guid>(
            $"SELECT id FROM quarantine WHERE channel = @channel {(after is null ? "" : "AND id > @after")} ORDER BY id LIMIT @limit",
            new { channel, after, limit }, token),
        ct);

    /// <summary>Discards an input for good. A unit that answers false must be rolled back.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="id">The input.</param>
    /// <param name="reason">One of <see cref="DiscardReason"/>.</param>
    /// <param name="actor">Who does, as in the journal.</param>
    /// <param name="ct">Ends the unit.</param>
    /// <returns>False where it is not there.</returns>
    public static async Task<bool> DiscardAsync(Tx tx, Guid id, string reason, string actor, CancellationToken ct)
    {
        try
        {
            await QuarantineRows.SettleAsync(tx, id, actor, $$"""{"discarded":"{{reason}}"}""", ct);
            return true;
        }
        catch (ConstraintException)
        {
            return false;
        }
    }
}
