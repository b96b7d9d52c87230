using Hub.Core.Calendars;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Microsoft.Extensions.Options;

namespace Hub.Core.Acknowledgements;

/// <summary>
/// Answers by itself to who begins a conversation by mail, where the conversation's queue does so: once in 24 hours for each sender, so many in
/// an hour for all, and never a program, a list, or ourselves. As a reader of the journal it answers each message once or not at all,
/// and what it writes goes the way of every message.
/// </summary>
public sealed class Acknowledger(ChannelRegistry channels, IOptions<AcknowledgementOptions> options) : IJournalReader
{
    /// <summary>How long nobody is answered by itself again.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    // who has waited so long already is not helped by it any more
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(1);
    private static readonly TimeSpan WorthSending = TimeSpan.FromHours(4);

    private const string Find =
        """
        SELECT m.channel, m.flags, m.from_address, m.body, m.subject, m.stored_at, c.id, c.number, c.contact_id, c.queue_id, c.assignee_id, p.language
        FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN contacts p ON p.id = c.contact_id
          JOIN acknowledgements a ON a.queue_id = c.queue_id AND a.enabled
        WHERE m.id = $1 AND m.direction = 'in' AND m.joined_by IN ('new', 'stranger', 'tooLate', 'newSubject', 'suggested', 'junk') AND NOT c.junk
        """;

    private const string IsUsed = "SELECT 1 FROM acknowledgements WHERE enabled LIMIT 1";

    private const string Suppressed =
        "SELECT 1 FROM suppressions WHERE kind = $1 AND address = $2 AND purpose <> 'marketing' AND (until_at IS NULL OR until_at > {now}) LIMIT 1";

    private const string OfLastHour = "SELECT COUNT(*) FROM acknowledged WHERE at > {now} - 3600000";

    private const string Claim =
        """
        INSERT INTO acknowledged (kind, address, at) VALUES ($1, $2, {now})
        ON CONFLICT (kind, address) DO UPDATE SET at = excluded.at WHERE acknowledged.at <= {now} - $3
        """;

    /// <inheritdoc/>
    public string Name => "acknowledger";

    /// <inheritdoc/>
    public JournalStart StartsAt => JournalStart.Now;

    /// <inheritdoc/>
    public async Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        // most hubs acknowledge nothing, and then each message is not worth a look of its own
        if (!await tx.Statement(IsUsed).FirstAsync(row => true, ct)) return;
        foreach (var entry in entries)
            if (entry is { Kind: JournalKinds.MessageReceived, MessageId: { } message, QueueId: not null }
                && await tx.Statement(Find).Bind(message).FirstAsync(Read, ct) is { } begun && await MayAnswerAsync(tx, begun, ct) is { } account)
                await AnswerAsync(tx, begun, account, ct);
    }

    /// <summary>The account to answer by, or null where there is to be no answer.</summary>
    private async Task<ChannelAccount?> MayAnswerAsync(Tx tx, BegunConversation begun, CancellationToken ct)
    {
        if (MessageFlag.IsOfProgram(begun.Flags) || MessageFlag.Has(begun.Flags, MessageFlag.Junk) || begun.StoredAt.ToTime() < tx.Time.GetUtcNow() - TooLate) return null;
        if (channels.Find(begun.Channel)?.Account is not { PointKind: PointKinds.Email, Capabilities.Sends: true } account) return null;
        if (channels.Owns(account.PointKind, begun.From)) return null;
        if (await tx.Statement(Suppressed).Bind(account.PointKind).Bind(begun.From).FirstAsync(row => true, ct)) return null;
        if (await tx.Statement(OfLastHour).FirstAsync(row => row.Long(0), ct) >= options.Value.MostPerHour) return null;
        // tags of one mailbox are one sender
        var sender = ContactAddress.Untagged(account.PointKind, begun.From);
        return await tx.Statement(Claim).Bind(account.PointKind).Bind(sender).Bind((long)Silence.TotalMilliseconds).ExecuteAsync(ct) == 1 ? account : null;
    }

    private static async Task AnswerAsync(Tx tx, BegunConversation begun, ChannelAccount account, CancellationToken ct)
    {
        var settings = await AcknowledgementStore.FindAsync(tx, begun.QueueId, ct);
        var text = Language.Choose(settings.Texts, one => one.Language, begun.Language, $"{begun.Subject} {begun.Body}");
        // hours that could be read when they were set; a zone may have been renamed since
        var isOpen = await CalendarStore.OfQueueAsync(tx, begun.QueueId, ct) is { } calendar
            ? calendar.IsOpen(tx.Time.GetUtcNow())
            : OpeningHours.Read(settings.Hours, settings.Zone).Hours?.AreOpen(tx.Time.GetUtcNow()) ?? true;
        await AutomaticAnswer.WriteAsync(
            tx,
            begun,
            account,
            (isOpen ? text.Open : text.Closed).Replace(Acknowledgement.NumberPlace, FormattableString.Invariant($"{begun.Number}"), StringComparison.Ordinal),
            WorthSending,
            ct);
    }

    private static BegunConversation Read(Row row) => new()
    {
        Channel = row.Text(0),
        Flags = row.TextOrNull(1),
        From = row.Text(2),
        Body = row.TextOrNull(3),
        Subject = row.TextOrNull(4),
        StoredAt = row.Long(5),
        Id = row.Id(6),
        Number = row.Long(7),
        ContactId = row.Id(8),
        QueueId = row.Id(9),
        AssigneeId = row.IdOrNull(10),
        Language = row.TextOrNull(11),
    };
}
