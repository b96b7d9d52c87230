using Hub.Core.Conversations;
using Hub.Core.Conversations.Moves;
using Hub.Core.Storage;
using Hub.Host.Desk.Pages;
using Hub.Host.Security;

namespace Hub.Host.Desk.Reading;

/// <summary>Reads what is to be chosen from when a conversation is merged or split.</summary>
internal sealed class ArrangeReader(Store store)
{
    private const int MostOthers = 10;

    public Task<ArrangeModel> ReadAsync(ShellModel shell, DeskPlace place, (Guid Id, Guid? Message) chosen, Caller caller, CancellationToken ct) =>
        store.ReadAsync(
            async (db, read) =>
            {
                var found = await ConversationStore.FindAsync(db, chosen.Id, caller.Subject, read);
                var conversation = found?.MergedInto is null ? found : null;
                return new ArrangeModel
                {
                    Shell = shell,
                    Place = place,
                    Conversation = conversation,
                    Messages = conversation is null ? [] : await MessageStore.ListBeforeAsync(db, conversation.Id, long.MaxValue, SplitWish.Most, read),
                    Chosen = chosen.Message,
                    Others = conversation is null ? [] : await OthersAsync(db, conversation, caller, read),
                };
            },
            ct);

    /// <summary>The conversation of a short number; null where there is none for this caller.</summary>
    public Task<Conversation?> FindAsync(long number, Caller caller, CancellationToken ct) => store.ReadAsync(
        async (db, read) => (await ConversationList.ReadAsync(db, new ConversationFilter { Number = number, Limit = 1 }, caller.Subject, read)).FirstOrDefault(),
        ct);

    /// <summary>The conversation of an id; null where there is none for this caller.</summary>
    public Task<Conversation?> FindAsync(Guid id, Caller caller, CancellationToken ct) =>
        store.ReadAsync((db, read) => ConversationStore.FindAsync(db, id, caller.Subject, read), ct);

    private static async Task<IReadOnlyList<Conversation>> OthersAsync(DbSession db, Conversation conversation, Caller caller, CancellationToken ct)
    {
        var filter = new ConversationFilter { ContactId = conversation.ContactId, Limit = MostOthers + 1 };
        var rows = await ConversationList.ReadAsync(db, filter, caller.Subject, ct);
        return [.. rows.Where(row => row.Id != conversation.Id && row.MergedInto is null).Take(MostOthers)];
    }
}
