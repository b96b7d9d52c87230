using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Arrivals;

/// <summary>The statements of the quarantine that are parts of somebody's transaction.</summary>
internal static class QuarantineRows
{
    /// <summary>The fingerprint under which an unread input's reception is a source key.</summary>
    private const string Unread = "unread";

    /// <returns>The id under which the input is kept, and whether it is new there.</returns>
    public static async Task<(Guid Id, bool IsNew)> KeepAsync(Tx tx, QuarantinedInput input, CancellationToken ct)
    {
        var source = new { input.Channel, input.ReceptionId, Unread, input.Id };
        var isNew = await tx.ExecuteAsync(
            """
            INSERT INTO message_sources (channel, provider_id, fingerprint, content_hash, message_id)
            VALUES (@Channel, @ReceptionId, @Unread, '', @Id) ON CONFLICT (channel, provider_id, fingerprint) DO NOTHING
            """,
            source, ct) == 1;
        if (!isNew)
        {
            var known = await tx.FirstAsync<Guid>(
                "SELECT message_id FROM message_sources WHERE channel = @Channel AND provider_id = @ReceptionId AND fingerprint = @Unread",
                source, ct);
            return (known, false);
        }

        await tx.ExecuteAsync(
            """
            INSERT INTO quarantine (id, channel, reception_id, reason, type, size, content, content_hash, stored_at)
            VALUES (@Id, @Channel, @ReceptionId, @Reason, @Type, @Size, @Content, @ContentHash, @StoredAt)
            """,
            input, ct);
        tx.Append(Entry(tx, JournalKinds.InputQuarantined, input.Id, $"channel:{input.Channel}"));
        return (input.Id, true);
    }

    /// <summary>The input was read after all, or deleted: it leaves, and may be offered again.</summary>
    /// <exception cref="ConstraintException">Somebody else settled it meanwhile.</exception>
    public static Task SettleAsync(Tx tx, Guid id, string actor, CancellationToken ct) => SettleAsync(tx, id, actor, changes: null, ct);

    /// <summary>As the other one, with what the journal says of it.</summary>
    /// <exception cref="ConstraintException">Somebody else settled it meanwhile.</exception>
    public static async Task SettleAsync(Tx tx, Guid id, string actor, string? changes, CancellationToken ct)
    {
        await tx.ExecuteAsync(
            """
            DELETE FROM message_sources WHERE fingerprint = @Unread
              AND (channel, provider_id) = (SELECT channel, reception_id FROM quarantine WHERE id = @id)
            """,
            new { id, Unread }, ct);
        if (await tx.ExecuteAsync("DELETE FROM quarantine WHERE id = @id", new { id }, ct) == 0)
            throw new ConstraintException("The quarantined input was settled meanwhile.");
        tx.Append(Entry(tx, JournalKinds.QuarantineSettled, id, actor) with { Changes = changes });
    }

    /// <summary>Notes that a retry failed too.</summary>
    /// <returns>False where the input is not there any more.</returns>
    public static async Task<bool> FailedAgainAsync(Tx tx, Guid id, string reason, CancellationToken ct) =>
        await tx.ExecuteAsync("UPDATE quarantine SET attempts = attempts + 1, reason = @reason WHERE id = @id", new { id, reason }, ct) == 1;

    private static JournalEntry Entry(Tx tx, string kind, Guid id, string actor) =>
        new() { At = tx.Time.NowMs(), Kind = kind, Actor = actor, Subject = Ids.Text(id) };
}
