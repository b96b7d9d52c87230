using Hub.Core.Storage;

namespace Hub.Core.Conversations.Threading;

/// <summary>Notes by what names later arrivals mean a conversation.</summary>
internal static class ThreadNames
{
    private const string InsertHeld =
        """
        INSERT INTO conversation_threads (channel, thread, contact_id, conversation_id, held, message_id) VALUES ($1, $2, $3, $4, TRUE, $5)
        ON CONFLICT (channel, thread, contact_id)
        DO UPDATE SET conversation_id = excluded.conversation_id, held = TRUE, message_id = excluded.message_id
        """;

    private const string InsertReferred =
        """
        INSERT INTO conversation_threads (channel, thread, contact_id, conversation_id, held, message_id) VALUES ($1, $2, $3, $4, FALSE, $5)
        ON CONFLICT (channel, thread, contact_id) DO NOTHING
        """;

    /// <summary>Notes the names of an arrival.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="place">The channel account, whose names they are, the contact to whom they mean the conversation, that, and the message that brings them.</param>
    /// <param name="thread">What the arrival is known as, if that is to be noted: a name of its own, or one of the thread's, which it also names.</param>
    /// <param name="referred">What it refers to.</param>
    /// <param name="ct">Ends the unit.</param>
    public static async Task NoteAsync(
        Tx tx, (string Channel, Guid Contact, Guid Conversation, Guid Message) place, ThreadPlace thread, IEnumerable<string> referred, CancellationToken ct)
    {
        if (thread.KnownAs is { } own) await NoteAsync(InsertHeld, own, thread.Names.Contains(own) ? null : place.Message);
        foreach (var name in referred) await NoteAsync(InsertReferred, name, place.Message);

        async Task NoteAsync(string insert, string name, Guid? bringer) =>
            await tx.Statement(insert).Bind(place.Channel).Bind(name).Bind(place.Contact).Bind(place.Conversation).Bind(bringer).ExecuteAtEndAsync(tx, ct);
    }
}
