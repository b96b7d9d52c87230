using Hub.Core.Storage;

namespace Hub.Core.Journal;

/// <summary>Writes a unit's entries as its last statements.</summary>
internal static class JournalWriter
{
    public const string Insert =
        """
        INSERT INTO journal (at, kind, actor, conversation_id, message_id, contact_id, queue_id, agent_id, subject, changes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public static async Task WriteAsync(Tx tx, CancellationToken ct)
    {
        foreach (var entry in tx.Entries)
            await tx.Statement(Insert)
                .Bind(entry.At).Bind(entry.Kind).Bind(entry.Actor)
                .Bind(entry.ConversationId).Bind(entry.MessageId).Bind(entry.ContactId).Bind(entry.QueueId).Bind(entry.AgentId)
                .Bind(entry.Subject).Bind(entry.Changes)
                .ExecuteAsync(ct);
    }
}
