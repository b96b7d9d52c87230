using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;

namespace Hub.Core.Conversations;

/// <summary>Uploads and the files of messages.</summary>
public sealed class AttachmentStore(Store store, Bodies bodies)
{
    private const string Insert =
        """
        INSERT INTO attachments (id, name, type, size, content, content_hash, uploaded_by, stored_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    /// <summary>
    /// Takes an upload in. What is answered must then be kept by <see cref="KeepAsync"/>; until a message takes it, it is its uploader's,
    /// and goes after a day.
    /// </summary>
    /// <param name="upload">Its name and media type, as given.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="subject">Who uploads.</param>
    /// <param name="ct">Ends the upload; nothing is stored then.</param>
    /// <exception cref="StoreUnavailableException">It could not be made durable.</exception>
    public async Task<Attachment> PrepareAsync((string Name, string? Type) upload, Stream content, Subject subject, CancellationToken ct)
    {
        var file = await bodies.PrepareAsync(content, ct);
        return new Attachment
        {
            Id = Ids.New(store.Time),
            Name = FileNames.Clean(upload.Name),
            Type = MediaType.Clean(upload.Type),
            Size = file.Size,
            Content = file.Inline,
            ContentHash = file.Hash,
            UploadedBy = subject.Actor,
        };
    }

    /// <summary>Writes the row of a prepared upload.</summary>
    public static Task KeepAsync(Tx tx, Attachment upload, CancellationToken ct) =>
        tx.Statement(Insert)
            .Bind(upload.Id).Bind(upload.Name).Bind(upload.Type).Bind(upload.Size)
            .Bind(upload.Content).Bind(upload.ContentHash).Bind(upload.UploadedBy).Bind(tx.Time.NowMs())
            .ExecuteAsync(ct);

    /// <summary>The file, or null where it is not there or the subject may not see it.</summary>
    public async Task<Attachment?> FindAsync(Guid id, Subject subject, CancellationToken ct)
    {
        var found = await store.ReadAsync(
            (session, token) => session.FirstAsync<Attachment>(
                """
                SELECT f.id, f.message_id, f.name, f.type, f.size, f.content, f.content_hash, f.uploaded_by, c.queue_id, c.assignee_id, c.consulted_id
                FROM attachments f LEFT JOIN messages m ON m.id = f.message_id LEFT JOIN conversations c ON c.id = m.conversation_id
                WHERE f.id = @id
                """,
                new { id }, token),
            ct);
        if (found is null) return null;
        Guarded target = found.MessageId is null
            ? new Guarded.Upload(found.UploadedBy)
            : new Guarded.Conversation(found.QueueId, found.AssigneeId, found.ConsultedId);
        return Authorizer.Allows(subject, "attachments.read", target) ? found : null;
    }

    /// <summary>Opens the file's content.</summary>
    /// <exception cref="BlobUnreadableException">It is missing or damaged.</exception>
    public Task<Stream> OpenAsync(Attachment file, CancellationToken ct) => bodies.OpenAsync(file.Content, file.ContentHash, ct);

    /// <summary>The files of these messages, in their order.</summary>
    public static Task<List<Attachment>> OfMessagesAsync(DbSession db, IReadOnlyCollection<Guid> messages, CancellationToken ct) =>
        messages.Count == 0
            ? Task.FromResult<List<Attachment>>([])
            : db.ListAsync<Attachment>(
                "SELECT id, message_id, name, type, size, content_id FROM attachments WHERE message_id IN @ids ORDER BY message_id, place",
                messages, null, ct);
}
