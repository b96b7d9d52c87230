using System.Globalization;
using Hub.Core.Arrivals;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;

namespace Hub.Channels.Telegram;

/// <summary>
/// What the intake's transaction does beside the message: every part of an album is noted as known, so that one that comes again, alone or with a late
/// one, is no second message; and who writes has let the bot in again, whatever it was told before.
/// </summary>
internal sealed class TelegramSources(Store store, string channel)
{
    private const string Known = "SELECT 1 FROM message_sources WHERE channel = $1 AND provider_id = $2 AND fingerprint = ''";

    private const string Note =
        """
        INSERT INTO message_sources (channel, provider_id, fingerprint, content_hash, message_id) VALUES ($1, $2, '', '', $3)
        ON CONFLICT (channel, provider_id, fingerprint) DO NOTHING
        """;

    private const string Speak =
        """
        UPDATE contacts SET language = $2 WHERE language IS NULL AND id = (SELECT contact_id FROM conversations WHERE id = $1)
        """;

    private const string Blocked =
        "SELECT id FROM suppressions WHERE kind = 'telegram' AND address = $1 AND purpose = 'all' AND reason = 'hardBounce'";

    /// <summary>Those of these updates that were not taken in yet.</summary>
    public Task<List<ArrivedUpdate>> FreshAsync(IReadOnlyList<ArrivedUpdate> updates, CancellationToken ct) => store.ReadAsync(
        async (db, read) =>
        {
            var fresh = new List<ArrivedUpdate>(updates.Count);
            foreach (var update in updates)
                if (!await db.Statement(Known).Bind(channel).Bind(TelegramReceiver.KeyOf(update.Update!)).FirstAsync(row => true, read))
                    fresh.Add(update);
            return fresh;
        },
        ct);

    /// <summary>Notes what belongs to a message that was taken in.</summary>
    public async Task NoteAsync(Tx tx, IReadOnlyList<ArrivedUpdate> updates, IntakeResult result, CancellationToken ct)
    {
        var (message, begun) = result switch
        {
            IntakeResult.Created created => (created.MessageId, created.ConversationId),
            IntakeResult.Appended appended => (appended.MessageId, (Guid?)null),
            _ => ((Guid?)null, (Guid?)null),
        };
        if (message is not { } taken || updates[0].Update is not { } first) return;
        foreach (var part in updates.Skip(1))
            await tx.Statement(Note).Bind(channel).Bind(TelegramReceiver.KeyOf(part.Update!)).Bind(taken).ExecuteAsync(ct);
        var from = first.CallbackQuery?.From ?? updates[0].Message?.From;
        if (begun is { } conversation && from?.LanguageCode is { Length: > 0 and <= 35 } language)
            await tx.Statement(Speak).Bind(conversation).Bind(language).ExecuteAsync(ct);
        if (from is not null) await LetInAsync(tx, from.Id, ct);
    }

    /// <summary>Somebody has blocked the bot: nothing more is sent there.</summary>
    public Task BlockAsync(long user, CancellationToken ct) => store.WriteAsync(
        (tx, unit) => SuppressionList.AddAsync(
            tx,
            new NewSuppression(PointKinds.Telegram, Text(user), SuppressionScope.All, SuppressionReason.HardBounce) { Detail = "the user has blocked the bot" },
            $"channel:{channel}", unit),
        ct);

    /// <summary>Somebody has let the bot in again.</summary>
    public Task LetInAsync(long user, CancellationToken ct) => store.WriteAsync((tx, unit) => LetInAsync(tx, user, unit), ct);

    private async Task LetInAsync(Tx tx, long user, CancellationToken ct)
    {
        foreach (var id in await tx.Statement(Blocked).Bind(Text(user)).ListAsync(row => row.Id(0), ct))
            await SuppressionList.RemoveAsync(tx, id, LiftReason.Asked, $"channel:{channel}", ct);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
