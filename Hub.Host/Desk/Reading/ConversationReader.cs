using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Reading;

/// <summary>Reads a conversation for the desk.</summary>
internal sealed class ConversationReader(Store store, MessageViews views, ChannelRegistry channels)
{
    private const int MostShown = 50;
    private const int MostOthers = 5;
    private const int MostChoices = 200;

    /// <summary>The conversation; null where there is none for this caller.</summary>
    public async Task<ConversationModel?> ReadAsync(Guid id, DeskPlace place, Caller caller, CancellationToken ct)
    {
        var rows = await store.ReadAsync((db, read) => RowsAsync(db, id, caller, read), ct);
        if (rows is null) return null;
        var (conversation, messages) = (rows.Conversation, rows.Messages);
        var shown = messages.TakeLast(MostShown).ToList();
        var bodies = await views.OfAsync(shown, rows.Files, ct);
        return new ConversationModel
        {
            Place = place,
            Conversation = conversation,
            Contact = rows.Contact,
            Points = rows.Points,
            Messages = [.. shown.Zip(bodies, (row, view) => new TimelineMessage(row, view))],
            HasEarlier = messages.Count > shown.Count,
            Writers = rows.Writers,
            Agents = rows.Agents,
            Queues = rows.Queues,
            Others = rows.Others,
            Account = channels.Find(conversation.ReplyChannel)?.Account,
        };
    }

    /// <summary>The messages before one, oldest first; null where there is no such conversation for this caller.</summary>
    public async Task<EarlierModel?> EarlierAsync(Guid id, long before, Caller caller, CancellationToken ct)
    {
        var read = await store.ReadAsync(
            async (db, token) =>
            {
                if (await ConversationStore.FindAsync(db, id, caller.Subject, token) is null) return null;
                var rows = await MessageStore.ListBeforeAsync(db, id, before, MostShown + 1, token);
                var shown = rows.TakeLast(MostShown).ToList();
                var files = await AttachmentStore.OfMessagesAsync(db, shown.ConvertAll(row => row.Id), token);
                return Tuple.Create(shown, files, rows.Count > shown.Count);
            },
            ct);
        if (read is null) return null;
        var bodies = await views.OfAsync(read.Item1, read.Item2, ct);
        return new EarlierModel(id, [.. read.Item1.Zip(bodies, (row, view) => new TimelineMessage(row, view))], read.Item3);
    }

    /// <summary>The body of a message that is a mail's; null where there is none for this caller.</summary>
    public async Task<string?> HtmlAsync(Guid id, Guid messageId, Caller caller, CancellationToken ct)
    {
        var message = await store.ReadAsync(
            async (db, read) => await ConversationStore.FindAsync(db, id, caller.Subject, read) is null ? null : await MessageStore.FindAsync(db, messageId, read), ct);
        if (message is null || message.ConversationId != id) return null;
        return (await views.OfAsync([message], [], ct))[0].Html;
    }

    private static async Task<Rows?> RowsAsync(DbSession db, Guid id, Caller caller, CancellationToken ct)
    {
        if (await ConversationStore.FindAsync(db, id, caller.Subject, ct) is not { } conversation) return null;
        var messages = await MessageStore.ListBeforeAsync(db, id, long.MaxValue, MostShown + 1, ct);
        var others = new ConversationFilter { ContactId = conversation.ContactId, Limit = MostOthers + 1 };
        return new Rows
        {
            Conversation = conversation,
            Messages = messages,
            Files = await AttachmentStore.OfMessagesAsync(db, messages.ConvertAll(row => row.Id), ct),
            Contact = (await ContactStore.FindAsync(db, conversation.ContactId, ct))!,
            Points = await ContactStore.PointsAsync(db, [conversation.ContactId], ct),
            Writers = await Writers.OthersAsync(db, id, caller.AgentId, ct),
            Agents = [.. (await AgentStore.ListAsync(db, null, MostChoices, ct)).Where(agent => !agent.Disabled)],
            Queues = await QueueStore.ListAsync(db, null, MostChoices, ct),
            Others = [.. (await ConversationList.ReadAsync(db, others, caller.Subject, ct)).Where(row => row.Id != id).Take(MostOthers)],
        };
    }

    private sealed record Rows
    {
        public required Conversation Conversation { get; init; }

        public required List<Message> Messages { get; init; }

        public required List<Attachment> Files { get; init; }

        public required Contact Contact { get; init; }

        public required List<ContactPoint> Points { get; init; }

        public required List<Writer> Writers { get; init; }

        public required List<Agent> Agents { get; init; }

        public required List<WorkQueue> Queues { get; init; }

        public required List<Conversation> Others { get; init; }
    }
}
