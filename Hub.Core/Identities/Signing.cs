using Hub.Core.Acknowledgements;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Storage;

namespace Hub.Core.Identities;

/// <summary>The signature that an answer gets, and what it was chosen for: where that has changed meanwhile the answer must be written anew.</summary>
/// <param name="QueueId">The queue whose it is.</param>
/// <param name="Channel">The channel account that the answer goes by.</param>
/// <param name="Text">The signature.</param>
internal sealed record Signing(Guid QueueId, string Channel, string Text)
{
    private const string OfConversation =
        """
        SELECT c.queue_id, c.reply_channel, p.language FROM conversations c JOIN contacts p ON p.id = c.contact_id
        WHERE c.id = $1 AND c.queue_id IS NOT NULL
        """;

    private const string OfFirst =
        """
        SELECT q.id, q.key, (SELECT c.language FROM contact_points p JOIN contacts c ON c.id = p.contact_id WHERE p.kind = $3 AND p.address = $4)
        FROM queues q WHERE q.id = COALESCE($1, (SELECT id FROM queues WHERE key = $2))
        """;

    /// <summary>For an answer in a conversation; null where its queue has none.</summary>
    public static Task<Signing?> OfAnswerAsync(DbSession db, Guid conversation, NewMessage wish, CancellationToken ct) =>
        ChooseAsync(db, db.Statement(OfConversation).Bind(conversation), wish, ct);

    /// <summary>For the first message of a conversation; null where its queue has none.</summary>
    public static Task<Signing?> OfFirstAsync(DbSession db, ChannelAccount account, NewConversation wish, CancellationToken ct)
    {
        var receiver = wish.Message.To.Count == 0 ? null : ContactAddress.Canonical(account.PointKind, wish.Message.To[0]);
        return ChooseAsync(
            db, db.Statement(OfFirst).Bind(wish.QueueId).Bind(account.Queue).Bind(account.PointKind).Bind(receiver), wish.Message with { Channel = account.Id }, ct);
    }

    private static async Task<Signing?> ChooseAsync(DbSession db, Statement find, NewMessage wish, CancellationToken ct)
    {
        var place = await find.FirstAsync(row => Tuple.Create(row.Id(0), row.Text(1), row.TextOrNull(2)), ct);
        if (place is null || await IdentityStore.SignaturesAsync(db, place.Item1, ct) is not { Count: > 0 } signatures) return null;
        var chosen = Language.Choose(signatures, signature => signature.Language, place.Item3, wish.Text);
        return new Signing(place.Item1, wish.Channel ?? place.Item2, chosen.Text);
    }
}
