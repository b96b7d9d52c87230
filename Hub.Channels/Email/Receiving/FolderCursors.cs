using Hub.Core.Storage;

namespace Hub.Channels.Email.Receiving;

/// <summary>
/// Keeps how far each folder has been taken in. A cursor moves only forward and only within its validity, so that it stays true whoever
/// moves it: a node that has lost its lease can say nothing wrong.
/// </summary>
internal sealed class FolderCursors(Store store)
{
    private const string Find =
        "SELECT uid_validity, last_uid, held FROM mailbox_cursors WHERE channel = $1 AND mailbox = $2 AND folder = $3";

    private const string Begin =
        """
        INSERT INTO mailbox_cursors (channel, mailbox, folder, uid_validity, last_uid, held) VALUES ($1, $2, $3, $4, 0, 0)
        ON CONFLICT (channel, mailbox, folder) DO UPDATE SET uid_validity = excluded.uid_validity, last_uid = 0, held = 0
        """;

    private const string ForgetNameless =
        "DELETE FROM mailbox_nameless WHERE channel = $1 AND mailbox = $2 AND folder = $3 AND uid_validity <> $4";

    private const string ForgetLeft =
        "DELETE FROM mailbox_left WHERE channel = $1 AND mailbox = $2 AND folder = $3 AND uid_validity <> $4";

    private const string Move =
        """
        UPDATE mailbox_cursors SET last_uid = $5, held = $6
        WHERE channel = $1 AND mailbox = $2 AND folder = $3 AND uid_validity = $4 AND last_uid <= $5
        """;

    /// <summary>The folder's cursor, or null where it has none.</summary>
    public Task<FolderCursor?> FindAsync(FolderPlace place, CancellationToken ct) => store.ReadAsync(
        (session, token) => session.Statement(Find).Bind(place.Channel).Bind(place.Mailbox).Bind(place.Folder)
            .FirstAsync(row => new FolderCursor((uint)row.Long(0), (uint)row.Long(1), row.Long(2)), token),
        ct);

    /// <summary>Begins a folder from its start.</summary>
    public async Task<FolderCursor> BeginAsync(FolderPlace place, uint validity, CancellationToken ct)
    {
        await store.WriteAsync(
            async (tx, token) =>
            {
                await Bind(tx.Statement(Begin)).ExecuteAsync(token);
                await Bind(tx.Statement(ForgetNameless)).ExecuteAsync(token);
                await Bind(tx.Statement(ForgetLeft)).ExecuteAsync(token);
            },
            ct);
        return new FolderCursor(validity, 0, 0);

        Statement Bind(Statement statement) => statement.Bind(place.Channel).Bind(place.Mailbox).Bind(place.Folder).Bind((long)validity);
    }

    /// <summary>Moves a cursor.</summary>
    public async Task<FolderCursor> MoveAsync(FolderPlace place, FolderCursor to, CancellationToken ct)
    {
        await store.WriteAsync(
            (tx, token) => tx.Statement(Move).Bind(place.Channel).Bind(place.Mailbox).Bind(place.Folder)
                .Bind((long)to.Validity).Bind((long)to.LastUid).Bind(to.Held).ExecuteAsync(token),
            ct);
        return to;
    }
}
