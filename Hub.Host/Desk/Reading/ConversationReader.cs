using Hub.Core.Agents;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Quoting;
using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Desk.Pictures;
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
        var account = channels.Find(conversation.ReplyChannel)?.Account;
        return new ConversationModel
        {
            Place = place,
            Conversation = conversation,
            Contact = rows.Contact,
            Points = rows.Points,
            Messages = await TimelineAsync(shown, rows.Parts, ct),
            HasEarlier = messages.Count > shown.Count,
            Writers = rows.Writers,
            Agents = rows.Agents,
            Queues = rows.Queues,
            Others = rows.Others,
            LinkedTo = rows.LinkedTo,
            MergedInto = rows.MergedInto,
            MayBelongTo = rows.MayBelongTo,
            Account = account,
            Copied = account is null ? [] : [.. CopiedOf(conversation, messages, rows.Parts).Where(address => !channels.Owns(account.PointKind, address))],
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
                var parts = await MessageParts.OfAsync(db, shown.ConvertAll(row => row.Id), token);
                return Tuple.Create(shown, parts, rows.Count > shown.Count);
            },
            ct);
        if (read is null) return null;
        return new EarlierModel(id, await TimelineAsync(read.Item1, read.Item2, ct), read.Item3);
    }

    /// <summary>The body of a message that is a mail's; null where there is none for this caller.</summary>
    public async Task<MailBody?> MailAsync(Guid id, Guid messageId, Caller caller, CancellationToken ct)
    {
        var found = await store.ReadAsync(
            async (db, read) =>
                await ConversationStore.FindAsync(db, id, caller.Subject, read) is not null
                && await MessageStore.FindAsync(db, messageId, read) is { } message && message.ConversationId == id
                    ? Tuple.Create(message, await MessageParts.OfAsync(db, [messageId], read))
                    : null,
            ct);
        return found is not null && (await views.OfAsync([found.Item1], found.Item2, ct))[0].Html is { } html
            ? new MailBody(html, BodyParts.Parse(found.Item1.HtmlParts), [.. found.Item2.Files[messageId]])
            : null;
    }

    private static IEnumerable<string> CopiedOf(Conversation conversation, List<Message> messages, MessageParts parts)
    {
        if (messages.FindLast(message => message.Direction == MessageDirection.In && message.ContactId == conversation.ContactId) is not { } last) return [];
        return parts.Receivers[last.Id].Where(receiver => receiver.Role is ReceiverRole.To or ReceiverRole.Cc)
            .Select(receiver => receiver.Address).Where(address => address != last.FromAddress).Distinct();
    }

    private async Task<IReadOnlyList<TimelineMessage>> TimelineAsync(List<Message> rows, MessageParts parts, CancellationToken ct)
    {
        var bodies = await views.OfAsync(rows, parts, ct);
        return
        [
            .. rows.Zip(bodies, (row, body) => new TimelineMessage(
                row, TextPiece.Of(body.Text, BodyParts.Parse(row.Parts)), body.Html is not null, body.Html is not null && PictureTags.HasRemote(body.Html), [.. parts.Files[row.Id]], [.. parts.Receivers[row.Id]])),
        ];
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
            Parts = await MessageParts.OfAsync(db, messages.ConvertAll(row => row.Id), ct),
            Contact = (await ContactStore.FindAsync(db, conversation.ContactId, ct))!,
            Points = await ContactStore.PointsAsync(db, [conversation.ContactId], ct),
            Writers = await Writers.OthersAsync(db, id, caller.AgentId, ct),
            Agents = [.. (await AgentStore.ListAsync(db, null, MostChoices, ct)).Where(agent => !agent.Disabled)],
            Queues = await QueueStore.ListAsync(db, null, MostChoices, ct),
            Others = [.. (await ConversationList.ReadAsync(db, others, caller.Subject, ct)).Where(row => row.Id != id).Take(MostOthers)],
            LinkedTo = await NamedAsync(conversation.LinkedTo),
            MergedInto = await NamedAsync(conversation.MergedInto),
            MayBelongTo = await HolderAsync(conversation.MayBelongTo),
        };

        // named in the one that is opened, not opened itself
        async Task<Conversation?> NamedAsync(Guid? named) => named is { } other && await ConversationStore.FindAsync(db, other, caller.Subject, ct) is { } found
            ? found with { Subject = CodeMask.Apply(found.Subject) }
            : null;

        // what is suggested may have been merged since
        async Task<Conversation?> HolderAsync(Guid? named)
        {
            var found = await NamedAsync(named);
            return found?.MergedInto is not { } holder ? found : holder == id ? null : await NamedAsync(holder);
        }
    }

    private sealed record Rows
    {
        public required Conversation Conversation { get; init; }

        public required List<Message> Messages { get; init; }

        public required MessageParts Parts { get; init; }

        public required Contact Contact { get; init; }

        public required List<ContactPoint> Points { get; init; }

        public required List<Writer> Writers { get; init; }

        public required List<Agent> Agents { get; init; }

        public required List<WorkQueue> Queues { get; init; }

        public required List<Conversation> Others { get; init; }

        public required Conversation? LinkedTo { get; init; }

        public required Conversation? MergedInto { get; init; }

        public required Conversation? MayBelongTo { get; init; }
    }
}
