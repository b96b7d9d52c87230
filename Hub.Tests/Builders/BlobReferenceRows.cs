using Hub.Core;
using Hub.Core.Storage;

namespace Hub.Tests.Builders;

/// <summary>A row in each table that can name a blob.</summary>
public static class BlobReferenceRows
{
    public static async Task AddAsync(Store store, string table, string column, string hash, CancellationToken ct)
    {
        var id = Ids.New(store.Time);
        var conversation = table == "messages" ? await NewConversationAsync(store, ct) : Guid.Empty;
        var sql = table switch
        {
            "attachments" => "INSERT INTO attachments (id, name, type, size, content_hash, stored_at) VALUES (@id, 'a', 'b', 1, @hash, 0)",
            "messages" =>
                $"""
                INSERT INTO messages (id, conversation_id, direction, channel, at, stored_at, {column})
                VALUES (@id, @conversation, 'in', 'mail', 0, 0, @hash)
                """,
            "message_variants" =>
                "INSERT INTO message_variants (message_id, content_hash, body_hash, stored_at) VALUES (@id, 'c', @hash, 0)",
            "message_originals" => "INSERT INTO message_originals (message_id, type, size, content_hash) VALUES (@id, 't', 1, @hash)",
            "quarantine" =>
                """
                INSERT INTO quarantine (id, channel, reception_id, reason, type, size, content_hash, stored_at)
                VALUES (@id, 'mail', @hash, 'r', 't', 1, @hash, 0)
                """,
            _ => throw new ArgumentException($"No row is known that names a blob in {table}.", nameof(table)),
        };
        await store.WriteAsync((tx, token) => tx.ExecuteAsync(sql, new { id, conversation, hash }, token), ct);
    }

    private static async Task<Guid> NewConversationAsync(Store store, CancellationToken ct)
    {
        var rows = new ConversationRows(store);
        return await rows.ConversationAsync(await rows.ContactAsync("Ann", ct), ct);
    }
}
