using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Acknowledgements;

/// <summary>Reads and changes what queues answer by themselves; changes are steps of the caller's unit of work.</summary>
public static class AcknowledgementStore
{
    private const string Find = "SELECT enabled, hours, zone FROM acknowledgements WHERE queue_id = $1";

    private const string FindTexts =
        "SELECT language, open_text, closed_text FROM acknowledgement_texts WHERE queue_id = $1 ORDER BY CASE language WHEN 'en' THEN '' ELSE language END";

    private const string Put =
        """
        INSERT INTO acknowledgements (queue_id, enabled, hours, zone) VALUES ($1, $2, $3, $4)
        ON CONFLICT (queue_id) DO UPDATE SET enabled = excluded.enabled, hours = excluded.hours, zone = excluded.zone
        """;

    private const string DropTexts = "DELETE FROM acknowledgement_texts WHERE queue_id = $1";

    private const string AddText = "INSERT INTO acknowledgement_texts (queue_id, language, open_text, closed_text) VALUES ($1, $2, $3, $4)";

    /// <summary>What a queue answers; <see cref="Acknowledgement.Off"/> where nobody has said anything.</summary>
    public static async Task<Acknowledgement> FindAsync(DbSession db, Guid queue, CancellationToken ct)
    {
        var found = await db.Statement(Find).Bind(queue).FirstAsync(
            row => new Acknowledgement { Enabled = row.Bool(0), Hours = row.Text(1), Zone = row.Text(2) }, ct);
        if (found is null) return Acknowledgement.Off;
        var texts = await db.Statement(FindTexts).Bind(queue).ListAsync(row => new AcknowledgementText(row.Text(0), row.Text(1), row.Text(2)), ct);
        return texts.Count == 0 ? found : found with { Texts = texts };
    }

    /// <summary>Says what a queue that is there answers from now on.</summary>
    public static async Task SetAsync(Tx tx, Guid queue, Acknowledgement wish, string actor, CancellationToken ct)
    {
        await tx.Statement(Put).Bind(queue).Bind(wish.Enabled).Bind(wish.Hours).Bind(wish.Zone).ExecuteAsync(ct);
        await tx.Statement(DropTexts).Bind(queue).ExecuteAsync(ct);
        // what nobody wrote stays the hub's own, and gets better with it
        foreach (var text in ReferenceEquals(wish.Texts, AcknowledgementText.Defaults) ? [] : wish.Texts)
            await tx.Statement(AddText).Bind(queue).Bind(text.Language).Bind(text.Open).Bind(text.Closed).ExecuteAsync(ct);
        tx.Append(new JournalEntry { At = tx.Time.NowMs(), Kind = JournalKinds.QueueChanged, Actor = actor, QueueId = queue, Changes = """{"acknowledgement":true}""" });
    }
}
