using Hub.Core.Channels;
using Hub.Core.Journal;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>A transition that a conditional update has made; <see cref="RecordAsync"/> tells the ledger's history and the journal.</summary>
internal sealed record DeliveryChange(Guid Id, Guid ConversationId, Guid MessageId, DeliveryState State)
{
    /// <summary>What every transition's update returns; read by <see cref="Read"/>.</summary>
    public const string Returning = " RETURNING id, conversation_id, message_id";

    private const string Event =
        "INSERT INTO delivery_events (delivery_id, at, state, class, detail, actor, receipt) VALUES ($1, {now}, $2, $3, $4, $5, $6)";

    private const string Place = "SELECT queue_id, assignee_id FROM conversations WHERE id = $1";

    public DeliveryClass? Class { get; init; }

    public string? Detail { get; init; }

    public string Actor { get; init; } = "system";

    /// <summary>The id of the receipt that brought it.</summary>
    public string? Receipt { get; init; }

    public static Func<Row, DeliveryChange> Read(DeliveryState state) => row => new(row.Id(0), row.Id(1), row.Id(2), state);

    /// <summary>Writes the history only: a plan is told by its message's own entry.</summary>
    public Task RecordInHistoryAsync(Tx tx, CancellationToken ct) => tx.Statement(Event)
        .Bind(Id).Bind(State.Text()).Bind(Class?.Text()).Bind(Detail).Bind(Actor).Bind(Receipt).ExecuteAsync(ct);

    public async Task RecordAsync(Tx tx, CancellationToken ct)
    {
        await RecordInHistoryAsync(tx, ct);
        var (queue, assignee) = await tx.Statement(Place).Bind(ConversationId).FirstAsync(row => (row.IdOrNull(0), row.IdOrNull(1)), ct);
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.DeliveryChanged,
            Actor = Actor,
            ConversationId = ConversationId,
            MessageId = MessageId,
            QueueId = queue,
            AgentId = assignee,
            Subject = Ids.Text(Id),
            Changes = Class is { } why
                ? $$"""{"state":"{{State.Text()}}","class":"{{why.Text()}}"}"""
                : $$"""{"state":"{{State.Text()}}"}""",
        });
    }
}
