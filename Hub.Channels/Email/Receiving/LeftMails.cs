using Hub.Core;
using Hub.Core.Storage;

namespace Hub.Channels.Email.Receiving;

/// <summary>
/// The mails that their server did not hand out: passed over, so that they hold nobody up, and asked for again, the longer the rarer.
/// </summary>
internal sealed class LeftMails(Store store)
{
    private const string Leave =
        """
        INSERT INTO mailbox_left (channel, mailbox, folder, uid_validity, uid, tries, next_at) VALUES ($1, $2, $3, $4, $5, 1, $6)
        ON CONFLICT (channel, mailbox, folder, uid_validity, uid) DO UPDATE SET tries = mailbox_left.tries + 1, next_at = $6
        """;

    private const string Due =
        """
        SELECT uid, tries FROM mailbox_left WHERE channel = $1 AND mailbox = $2 AND folder = $3 AND uid_validity = $4 AND next_at <= $5
        ORDER BY next_at LIMIT 20
        """;

    private const string Settle =
        "DELETE FROM mailbox_left WHERE channel = $1 AND mailbox = $2 AND folder = $3 AND uid_validity = $4 AND uid = $5";

    private const string Any =
        "SELECT COUNT(*) FROM mailbox_left WHERE channel = $1 AND mailbox = $2 AND folder = $3 AND uid_validity = $4";

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Notes that a mail was not to be had, for the first time or again.</summary>
    /// <param name="place">Its folder.</param>
    /// <param name="validity">The folder's validity.</param>
    /// <param name="mail">The mail, and how often it was tried before.</param>
    /// <param name="ct">Gives up.</param>
    public Task LeaveAsync(FolderPlace place, uint validity, LeftMail mail, CancellationToken ct)
    {
        var pause = First * Math.Pow(2, Math.Min(mail.Tries, 10));
        var next = store.Time.NowMs() + (long)(pause < Longest ? pause : Longest).TotalMilliseconds;
        return store.WriteAsync((tx, token) => Bind(tx.Statement(Leave), place, validity).Bind((long)mail.Uid).Bind(next).ExecuteAsync(token), ct);
    }

    /// <summary>The mails to ask for again now.</summary>
    public Task<List<LeftMail>> DueAsync(FolderPlace place, uint validity, CancellationToken ct) => store.ReadAsync(
        (session, token) => Bind(session.Statement(Due), place, validity).Bind(store.Time.NowMs())
            .ListAsync(row => new LeftMail((uint)row.Long(0), (int)row.Long(1)), token),
        ct);

    /// <summary>A mail was fetched after all, or is gone.</summary>
    /// <returns>Whether none is left any more.</returns>
    public Task<bool> SettleAsync(FolderPlace place, uint validity, uint uid, CancellationToken ct) => store.WriteAsync(
        async (tx, token) =>
        {
            await Bind(tx.Statement(Settle), place, validity).Bind((long)uid).ExecuteAsync(token);
            return await Bind(tx.Statement(Any), place, validity).FirstAsync(row => row.Long(0), token) == 0;
        },
        ct);

    private static Statement Bind(Statement statement, FolderPlace place, uint validity) =>
        statement.Bind(place.Channel).Bind(place.Mailbox).Bind(place.Folder).Bind((long)validity);
}
