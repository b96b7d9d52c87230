using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Conversations;

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

    /// <summary>Notes that a retry failed too.</summary>
    public Task FailedAgainAsync(Guid id, string reason, CancellationToken ct) => store.WriteAsync(
        (tx, token) => tx.ExecuteAsync(
            "UPDATE quarantine SET attempts = attempts + 1, reason = @reason WHERE id = @id", new { id, reason }, token),
        ct);

    /// <summary>Deletes an input for good. A unit that answers false must be rolled back.</summary>
    /// <returns>False where it is not there.</returns>
    public static async Task<bool> DeleteAsync(Tx tx, Guid id, string actor, CancellationToken ct)
    {
        try
        {
            await QuarantineRows.SettleAsync(tx, id, actor, ct);
            return true;
        }
        catch (ConstraintException)
        {
            return false;
        }
    }
}
