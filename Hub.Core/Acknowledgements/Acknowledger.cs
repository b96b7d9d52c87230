using Hub.Core.Calendars;
using Hub.Core.Channels;
using Hub.Core.Contacts;
using Hub.Core.Journal;
using Hub.Core.Rules;
using Hub.Core.Security;
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

    private static readonly TimeSpan WorthSending = TimeSpan.FromHours(4);

    private const string Find =
        """
        SELECT m.channel, m.flags, m.from_address, m.body, m.subject, m.stored_at, c.id, c.number, c.contact_id, c.queue_id, c.assignee_id, p.language
        FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN contacts p ON p.id = c.contact_id
          JOIN acknowledgements a ON a.queue_id = c.queue_id AND a.enabled
        WHERE m.id = $1 AND m.direction = 'in' AND m.joined_by IN ('new', 'stranger', 'tooLate', 'newSubject', 'suggested', 'junk') AND NOT c.junk
          AND NOT c.awaits_rules
        """;

    private const string IsUsed = "SELECT 1 FROM acknowledgements WHERE enabled LIMIT 1";

    private const string Claim =
        """
        INSERT INTO acknowledged (kind, address, at) VALUES ($1, $2, {now})
        ON CONFLICT (kind, address) DO UPDATE SET at = excluded.at WHERE acknowledged.at <= {now} - $3
        """;

    private readonly AnswerGuard _guard = new(channels, options);
    private bool _isIdle;

    /// <inheritdoc/>
    public string Name => "acknowledger";

    /// <inheritdoc/>
    public JournalStart StartsAt => JournalStart.Now;

    /// <inheritdoc/>
    public IJournalReader Fresh() => new Acknowledger(channels, options);

    /// <inheritdoc/>
    public TimeSpan Gathering => TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public bool Concerns(JournalEntry entry) => entry.Kind == JournalKinds.QueueChanged || (IsToBeAnswered(entry) && !_isIdle);

    /// <inheritdoc/>
    public async Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        // most hubs acknowledge nothing, and then messages are not worth a look
        _isIdle = !await tx.Statement(IsUsed).FirstAsync(row => true, ct);
        if (_isIdle) return;
        foreach (var entry in entries)
            if (entry is { MessageId: { } message, QueueId: not null } && IsToBeAnswered(entry)
                && await tx.Statement(Find).Bind(message).FirstAsync(Read, ct) is { } begun && await MayAnswerAsync(tx, begun, ct) is { } account)
                await AnswerAsync(tx, begun, account, ct);
    }

    /// <summary>Where rules look at a conversation first, its queue is known only then. Who hears of both is answered once all the same.</summary>
    private static bool IsToBeAnswered(JournalEntry entry) => entry.Kind == JournalKinds.MessageReceived || entry is { Kind: JournalKinds.ConversationChanged, Actor: RuleReader.Actor };

    /// <summary>The account to answer by, or null where there is to be no answer.</summary>
    private async Task<ChannelAccount?> MayAnswerAsync(Tx tx, BegunConversation begun, CancellationToken ct)
    {
        if ((await _guard.JudgeAsync(tx, begun, ct)).Account is not { PointKind: PointKinds.Email } account) return null;
        // tags of one mailbox are one sender
        var sender = ContactAddress.Untagged(account.PointKind, begun.From);
        return await tx.Statement(Claim).Bind(account.PointKind).Bind(sender).Bind((long)Silence.TotalMilliseconds).ExecuteAsync(ct) == 1 ? account : null;
    }

    private static async Task AnswerAsync(Tx tx, BegunConversation begun, ChannelAccount account, CancellationToken ct)
    {
        var queue = begun.QueueId!.Value;
        var settings = await AcknowledgementStore.FindAsync(tx, queue, ct);
        var text = Language.Choose(settings.Texts, one => one.Language, begun.Language, $"{begun.Subject} {begun.Body}");
        // hours that could be read when they were set; a zone may have been renamed since
        var isOpen = await CalendarStore.OfQueueAsync(tx, queue, ct) is { } calendar
            ? calendar.IsOpen(tx.Time.GetUtcNow())
            : OpeningHours.Read(settings.Hours, settings.Zone).Hours?.AreOpen(tx.Time.GetUtcNow()) ?? true;
        var said = (isOpen ? text.Open : text.Closed).Replace(Acknowledgement.NumberPlace, FormattableString.Invariant($"{begun.Number}"), StringComparison.Ordinal);
        await AutomaticAnswer.WriteAsync(tx, begun, account, new AutomaticText(said, WorthSending, Subject.System), ct);
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
