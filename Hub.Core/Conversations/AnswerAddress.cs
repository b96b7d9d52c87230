using Hub.Core.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>Where an answer goes that names no receiver.</summary>
internal static class AnswerAddress
{
    private const string LastPoint = "SELECT address FROM contact_points WHERE id = $1 AND kind = $2";

    private const string PointOfThisConversation =
        """
        SELECT p.address FROM messages m JOIN contact_points p ON p.id = m.point_id
        WHERE m.conversation_id = $1 AND m.direction = 'in' AND m.channel = $2 AND m.contact_id = $3 ORDER BY m.seq DESC LIMIT 1
        """;

    private const string VerifiedPoint =
        "SELECT address FROM contact_points WHERE contact_id = $1 AND kind = $2 AND verified_at IS NOT NULL ORDER BY verified_at DESC LIMIT 1";

    /// <summary>
    /// The point that the customer last wrote from, if it was by this channel; else the last one by this channel in this conversation; else
    /// a verified point of the contact. An unverified one from elsewhere is never guessed.
    /// </summary>
    public static async Task<string?> FindAsync(Tx tx, Conversation conversation, ChannelAccount account, CancellationToken ct)
    {
        if (account.Id == conversation.ReplyChannel)
            return await tx.Statement(LastPoint).Bind(conversation.PointId).Bind(account.PointKind).FirstAsync(row => row.Text(0), ct);
        return await tx.Statement(PointOfThisConversation).Bind(conversation.Id).Bind(account.Id).Bind(conversation.ContactId).FirstAsync(row => row.Text(0), ct)
            ?? await tx.Statement(VerifiedPoint).Bind(conversation.ContactId).Bind(account.PointKind).FirstAsync(row => row.Text(0), ct);
    }
}
