using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Host.Api;

namespace Hub.Host.Chat;

/// <summary>Makes what visitors are shown.</summary>
internal sealed class ChatHistory(Store store, Bodies bodies, BlobAlarms alarms)
{
    private const int PageSize = 50;

    /// <summary>The last messages before a place, with the number from which on the events tell the rest.</summary>
    public async Task<ChatHistoryView> PageAsync(ChatVisitor visitor, long? before, CancellationToken ct)
    {
        var (range, rows) = await store.ReadAsync(
            async (db, read) =>
            {
                // the number first: what comes between is told twice rather than never
                var newest = (await JournalLog.RangeAsync(db, read)).Newest;
                var place = await ChatReader.PlaceAsync(db, visitor, read);
                return (newest, place is null ? [] : await ChatReader.ListBeforeAsync(db, visitor, place, (before ?? long.MaxValue, PageSize + 1), read));
            },
            ct);
        await store.SettleAsync(ct);
        var more = rows.Count > PageSize;
        if (more) rows.RemoveAt(0);
        return new ChatHistoryView(await ShowAsync(rows, ct), more ? rows[0].Seq : null, range);
    }

    /// <summary>Those of these messages that the visitor may see.</summary>
    public async Task<IReadOnlyList<ChatMessageView>> FindAsync(ChatVisitor visitor, IReadOnlyCollection<Guid> messages, CancellationToken ct)
    {
        var rows = await store.ReadAsync(
            async (db, read) => await ChatReader.PlaceAsync(db, visitor, read) is { } place
                ? await ChatReader.FindAsync(db, visitor, place, messages, read)
                : [],
            ct);
        return await ShowAsync(rows, ct);
    }

    private async Task<IReadOnlyList<ChatMessageView>> ShowAsync(List<ChatMessageRow> rows, CancellationToken ct)
    {
        var views = new List<ChatMessageView>(rows.Count);
        foreach (var row in rows) views.Add(ChatMessageView.Of(row, await TextAsync(row, ct)));
        return views;
    }

    private async Task<string> TextAsync(ChatMessageRow row, CancellationToken ct)
    {
        try
        {
            return await bodies.ReadAsync(row.Body, row.BodyHash, ct) ?? "";
        }
        catch (BlobUnreadableException error)
        {
            await alarms.RaiseAsync(error, ct);
            return MessageViews.Placeholder;
        }
    }
}
