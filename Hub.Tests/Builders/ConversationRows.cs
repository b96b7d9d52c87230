using System.Globalization;
using Hub.Core;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Tests.Builders;

/// <summary>Contacts, conversations and messages as rows, with the journal entries that tell of them.</summary>
public sealed class ConversationRows(Store store)
{
    private const string Contact = "INSERT INTO contacts (id, name, created_at) VALUES (@id, @name, @now)";

    private const string Point =
        "INSERT INTO contact_points (id, contact_id, kind, address, created_at) VALUES (@point, @id, 'email', @address, @now)";

    private const string Conversation =
        """
        INSERT INTO conversations (id, contact_id, channel, reply_channel, point_id, threaded, status, weight, subject, active_at, created_at)
        VALUES (@id, @contact, 'mail', 'mail', @id, TRUE, 'open', 10, @subject, @now, @now) RETURNING number
        """;

    private const string Message =
        """
        INSERT INTO messages (id, conversation_id, direction, channel, subject, body, body_hash, html_hash, at, stored_at)
        VALUES (@id, @conversation, @direction, 'mail', @subject, @text, @textHash, @htmlHash, @now, @now)
        """;

    private const string Attachment =
        """
        INSERT INTO attachments (id, message_id, name, type, size, content_hash, stored_at)
        VALUES (@id, @message, @name, 'text/plain', 1, @hash, @now)
        """;

    public async Task<Guid> ContactAsync(string? name, CancellationToken ct, params string[] addresses)
    {
        var id = NewId();
        await WriteAsync(
            async (tx, token) =>
            {
                await tx.ExecuteAsync(Contact, new { id, name, now = Now }, token);
                foreach (var address in addresses)
                    await tx.ExecuteAsync(Point, new { id, point = NewId(), address, now = Now }, token);
                tx.Append(Entry(JournalKinds.ContactChanged) with { ContactId = id });
            },
            ct);
        return id;
    }

    public Task RenameAsync(Guid contact, string name, CancellationToken ct) => WriteAsync(
        async (tx, token) =>
        {
            await tx.ExecuteAsync("UPDATE contacts SET name = @name WHERE id = @contact", new { contact, name }, token);
            tx.Append(Entry(JournalKinds.ContactChanged) with { ContactId = contact });
        },
        ct);

    public async Task<Guid> ConversationAsync(Guid contact, CancellationToken ct, string? subject = null)
    {
        var id = NewId();
        await WriteAsync(
            async (tx, token) =>
            {
                await tx.FirstAsync<long>(Conversation, new { id, contact, subject, now = Now }, token);
                tx.Append(Entry(JournalKinds.ConversationCreated) with { ConversationId = id, ContactId = contact });
            },
            ct);
        return id;
    }

    public Task SubjectAsync(Guid conversation, string subject, CancellationToken ct) => WriteAsync(
        async (tx, token) =>
        {
            await tx.ExecuteAsync("UPDATE conversations SET subject = @subject WHERE id = @conversation", new { conversation, subject }, token);
            tx.Append(Entry(JournalKinds.ConversationChanged) with { ConversationId = conversation, Changes = """{"subject":true}""" });
        },
        ct);

    public Task<Guid> ReceivedAsync(Guid conversation, string text, CancellationToken ct, params string[] files) =>
        MessageAsync(conversation, "in", text, null, ct, files);

    public Task<Guid> NoteAsync(Guid conversation, string text, CancellationToken ct) => MessageAsync(conversation, "note", text, null, ct);

    /// <summary>A message; its text may be in the blob store instead of in its row.</summary>
    public async Task<Guid> MessageAsync(
        Guid conversation, string direction, string? text, string? textHash, CancellationToken ct, params string[] files)
    {
        var id = NewId();
        await WriteAsync(
            async (tx, token) =>
            {
                await tx.ExecuteAsync(
                    Message,
                    new { id, conversation, direction, subject = (string?)null, text, textHash, htmlHash = (string?)null, now = Now },
                    token);
                await tx.ExecuteAsync("UPDATE conversations SET active_at = @now WHERE id = @conversation", new { conversation, now = Now }, token);
                foreach (var name in files)
                    await tx.ExecuteAsync(Attachment, new { id = NewId(), message = id, name, hash = (string?)null, now = Now }, token);
                var kind = direction switch
                {
                    "in" => JournalKinds.MessageReceived,
                    "out" => JournalKinds.MessageCreated,
                    _ => JournalKinds.NoteCreated,
                };
                tx.Append(Entry(kind) with { ConversationId = conversation, MessageId = id });
            },
            ct);
        return id;
    }

    /// <summary>A conversation with one message, of a contact of its own.</summary>
    public async Task<Guid> WithMessageAsync(string text, CancellationToken ct)
    {
        var conversation = await ConversationAsync(await ContactAsync(null, ct), ct);
        await ReceivedAsync(conversation, text, ct);
        return conversation;
    }

    public async Task<string> NumberAsync(Guid conversation, CancellationToken ct)
    {
        var number = await store.ReadAsync(
            (session, token) => session.FirstAsync<long>("SELECT number FROM conversations WHERE id = @conversation", new { conversation }, token), ct);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private long Now => store.Time.NowMs();

    private Guid NewId() => Ids.New(store.Time);

    private JournalEntry Entry(string kind) => new() { At = Now, Kind = kind, Actor = "system" };

    private Task WriteAsync(Func<Tx, CancellationToken, Task> unit, CancellationToken ct) => store.WriteAsync(unit, ct);
}
