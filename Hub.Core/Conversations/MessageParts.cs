using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>What belongs to messages beside themselves.</summary>
/// <param name="Files">Their files, in their order.</param>
/// <param name="Receivers">Whom they name, in their order.</param>
public sealed record MessageParts(ILookup<Guid, Attachment> Files, ILookup<Guid, MessageReceiver> Receivers)
{
    private const string FindReceivers =
        "SELECT message_id, role, address, name FROM message_receivers WHERE message_id IN @ids ORDER BY message_id, place";

    /// <summary>Of messages that have none, or whose parts are not asked for.</summary>
    public static MessageParts None { get; } =
        new(Array.Empty<Attachment>().ToLookup(file => file.Id), Array.Empty<MessageReceiver>().ToLookup(receiver => receiver.MessageId));

    /// <summary>Reads the parts of these messages.</summary>
    public static async Task<MessageParts> OfAsync(DbSession db, IReadOnlyCollection<Guid> messages, CancellationToken ct)
    {
        var files = await AttachmentStore.OfMessagesAsync(db, messages, ct);
        var receivers = messages.Count == 0 ? [] : await db.ListAsync<MessageReceiver>(FindReceivers, messages, null, ct);
        return new MessageParts(files.ToLookup(file => file.MessageId!.Value), receivers.ToLookup(receiver => receiver.MessageId));
    }
}
