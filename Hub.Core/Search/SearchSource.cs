using Hub.Core.Journal;
using Hub.Core.Quoting;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Search;

/// <summary>Loads what the index is to take in: what a stretch of the journal names, or a stretch of older messages.</summary>
public sealed class SearchSource(Store store, Bodies bodies, ILogger<SearchSource> log)
{
    /// <summary>The most entries, or older messages, of a batch.</summary>
    public const int MostEntries = 500;

    // a batch of large texts ends early; its memory stays bounded
    private const int MostTextChars = 4 << 20;

    // in the place of the journal's word: one that moved while older ones were still to come may have been taken in already
    private const string OfBackfill = "old";

    private const string Ends =
        """
        SELECT COALESCE(MIN(seq), 0), COALESCE(MAX(seq), 0), (SELECT COALESCE(MAX(seq), 0) FROM messages) FROM journal
        """;

    private const string Stretch =
        "SELECT COALESCE(MAX(seq), 0) FROM (SELECT seq FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2) AS stretch";

    private const string Columns =
        """
        m.id, m.conversation_id, m.subject, m.from_name, m.from_address, m.body, m.body_hash, m.parts,
        (SELECT string_agg(a.name, ' ') FROM attachments a WHERE a.message_id = m.id)
        """;

    private const string NewMessages =
        $"""
        SELECT j.seq, {Columns}, j.kind FROM journal j JOIN messages m ON m.id = j.message_id
        WHERE j.seq > $1 AND j.seq <= $2 AND j.kind IN ('message.received', 'message.created', 'note.created', 'message.moved') ORDER BY j.seq
        """;

    private const string OldMessages = $"SELECT m.seq, {Columns}, '{OfBackfill}' FROM messages m WHERE m.seq <= $1 ORDER BY m.seq DESC LIMIT $2";

    /// <summary>The journal tells of a contact's change once, and of each message: what is found by both is loaded once.</summary>
    private const string Conversations =
        """
        SELECT c.id, c.number, c.active_at, c.subject, p.name,
          (SELECT string_agg(a.address, ' ') FROM contact_points a WHERE a.contact_id = c.contact_id), n.changed
        FROM (SELECT id, MAX(changed) AS changed FROM ({named}) AS every GROUP BY id) AS n
        JOIN conversations c ON c.id = n.id JOIN contacts p ON p.id = c.contact_id
        """;

    private static readonly string NewsOf = Conversations.Replace(
        "{named}",
        """
        SELECT j.conversation_id AS id,
          CASE WHEN j.kind = 'conversation.created' OR (j.kind = 'conversation.changed' AND j.changes LIKE '%"subject"%')
          THEN 1 ELSE 0 END AS changed
        FROM journal j WHERE j.seq > $1 AND j.seq <= $2
          AND j.kind IN ('conversation.created', 'conversation.changed', 'message.received', 'message.created', 'note.created', 'message.moved')
        UNION ALL
        SELECT m.conversation_id, 0 FROM journal j JOIN messages m ON m.id = j.message_id
        WHERE j.seq > $1 AND j.seq <= $2 AND j.kind IN ('message.received', 'message.created', 'note.created', 'message.moved')
        UNION ALL
        SELECT k.id, 1 FROM journal j JOIN conversations k ON k.contact_id = j.contact_id
        WHERE j.seq > $1 AND j.seq <= $2 AND j.kind = 'contact.changed'
        """,
        StringComparison.Ordinal);

    private static readonly string OldOf = Conversations.Replace(
        "{named}", "SELECT m.conversation_id AS id, 0 AS changed FROM messages m WHERE m.seq > $1 AND m.seq <= $2", StringComparison.Ordinal);

    /// <summary>Where an index that holds nothing begins: at the journal's end, with all messages still to come.</summary>
    public Task<SearchPosition> StartAsync(CancellationToken ct) => store.ReadAsync(
        async (session, token) => (await session.Statement(Ends).FirstAsync(row => new SearchPosition(row.Long(1), row.Long(2)), token))!, ct);

    /// <summary>Whether the journal goes on from this position: it has neither been cut beyond it nor is it another, shorter one.</summary>
    public async Task<bool> ContinuesAsync(SearchPosition position, CancellationToken ct)
    {
        var (oldest, newest) = await store.ReadAsync(
            (session, token) => session.Statement(Ends).FirstAsync(row => (row.Long(0), row.Long(1)), token), ct);
        return position.Journal <= newest && position.Journal >= oldest - 1;
    }

    /// <summary>What the journal tells after this position, or null when it tells nothing more.</summary>
    public async Task<SearchBatch?> NewsAsync(SearchPosition start, CancellationToken ct)
    {
        var (last, rows) = await store.ReadAsync(
            async (session, token) =>
            {
                var last = await session.Statement(Stretch).Bind(start.Journal).Bind(MostEntries).FirstAsync(row => row.Long(0), token);
                return (last, await session.Statement(NewMessages).Bind(start.Journal).Bind(last).ListAsync(MessageRow.Read, token));
            },
            ct);
        if (last == 0) return null;
        var (messages, end) = await TakeAsync(rows, last, ct);
        return await BatchAsync(start, start with { Journal = end }, messages, (NewsOf, start.Journal, end), ct);
    }

    /// <summary>The next older messages that the index lacks, or null when it has them all.</summary>
    public async Task<SearchBatch?> BackfillAsync(SearchPosition start, CancellationToken ct)
    {
        if (start.Backfill == 0) return null;
        var rows = await store.ReadAsync(
            (session, token) => session.Statement(OldMessages).Bind(start.Backfill).Bind(MostEntries).ListAsync(MessageRow.Read, token), ct);
        var (messages, end) = await TakeAsync(rows, rows.Count < MostEntries ? 1 : rows[^1].Seq, ct);
        return await BatchAsync(start, start with { Backfill = end - 1 }, messages, (OldOf, end - 1, start.Backfill), ct);
    }

    private async Task<SearchBatch> BatchAsync(
        SearchPosition from, SearchPosition to, ILookup<Guid, MessageText> messages, (string Sql, long After, long Last) named, CancellationToken ct)
    {
        var conversations = await store.ReadAsync(
            (session, token) => session.Statement(named.Sql).Bind(named.After).Bind(named.Last).ListAsync(ReadConversation, token), ct);
        return new SearchBatch(
            from, to, [.. conversations.Select(conversation => conversation with { Messages = [.. messages[conversation.Id]] })]);
    }

    /// <summary>Fetches the texts, in order, until they are enough; answers them and how far the batch reaches.</summary>
    private async Task<(ILookup<Guid, MessageText> Messages, long End)> TakeAsync(List<MessageRow> rows, long last, CancellationToken ct)
    {
        var texts = new List<(Guid Conversation, MessageText Message)>(rows.Count);
        long chars = 0;
        foreach (var row in rows)
        {
            var text = string.Join('\n', row.Subject, row.FromName, row.FromAddress, await BodyAsync(row, ct), row.Files);
            texts.Add((row.ConversationId, new MessageText(row.Id, text, row.MayBeKnown)));
            chars += text.Length;
            if (chars < MostTextChars) continue;
            last = row.Seq;
            break;
        }

        return (texts.ToLookup(text => text.Conversation, text => text.Message), last);
    }

    private async Task<string?> BodyAsync(MessageRow row, CancellationToken ct)
    {
        try
        {
            var body = await bodies.ReadStartAsync(row.Body, row.BodyHash, SearchTokenizer.MostChars, ct);
            return body is not null && BodyParts.Parse(row.Parts) is { } parts ? parts.NewText(body) : body;
        }
        catch (BlobUnreadableException error)
        {
            // the rest of the message is found all the same; whoever opens it raises the alarm
            Log.TextUnreadable(log, row.Id, error.Message);
            return null;
        }
    }

    private static ConversationText ReadConversation(Row row) => new()
    {
        Id = row.Id(0),
        Number = row.Long(1),
        ActiveAt = row.Long(2),
        Text = string.Join('\n', row.Long(1), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5)),
        Changed = row.Long(6) != 0,
        Messages = [],
    };

    private sealed record MessageRow(
        long Seq, Guid Id, Guid ConversationId, string? Subject, string? FromName, string? FromAddress, string? Body, string? BodyHash, string? Parts, string? Files, bool MayBeKnown)
    {
        public static MessageRow Read(Row row) => new(
            row.Long(0),
            row.Id(1),
            row.Id(2),
            row.TextOrNull(3),
            row.TextOrNull(4),
            row.TextOrNull(5),
            row.TextOrNull(6),
            row.TextOrNull(7),
            row.TextOrNull(8),
            row.TextOrNull(9),
            row.Text(10) is JournalKinds.MessageMoved or OfBackfill);
    }
}
