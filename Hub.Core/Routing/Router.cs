using Hub.Core.Journal;
using Hub.Core.Storage;
using static Hub.Core.Journal.JournalKinds;

namespace Hub.Core.Routing;

/// <summary>
/// Gives waiting conversations to agents: whenever one arrives or an agent may have become free, the oldest of the queues concerned goes to
/// the member who has been idle longest. It holds nothing in memory; the assignment and the agent's capacity are conditional updates of the
/// transaction that moves the reader's cursor, so it is exact whatever happens to the process.
/// </summary>
public sealed class Router : IJournalReader
{
    private const int MostAssignments = 100;

    private static readonly HashSet<string> Concerning =
        [ConversationCreated, ConversationChanged, ConversationLeft, AgentPresence, AgentChanged, QueueChanged];

    private const string QueuesOf = "SELECT queue_id FROM queue_members WHERE agent_id = $1";

    private const string AnybodyFree =
        """
        SELECT 1 FROM queue_members m JOIN agents a ON a.id = m.agent_id
        WHERE m.queue_id = $1 AND a.presence = 'available' AND NOT a.disabled AND a.load < a.load_limit LIMIT 1
        """;

    private const string Oldest =
        """
        SELECT id, contact_id, weight FROM conversations
        WHERE queue_id = $1 AND assignee_id IS NULL AND status = 'open'
        ORDER BY priority DESC, waiting_since, number LIMIT 1 {forUpdate}
        """;

    private const string LongestIdle =
        """
        SELECT a.id, a.idle_since, a.load, a.load_limit FROM queue_members m JOIN agents a ON a.id = m.agent_id
        WHERE m.queue_id = $1 AND a.presence = 'available' AND NOT a.disabled AND a.load + $2 <= a.load_limit
        ORDER BY a.idle_since, a.id LIMIT 1
        """;

    private const string Assign =
        """
        UPDATE conversations SET assignee_id = $2, version = version + 1 WHERE id = $1 AND assignee_id IS NULL AND status = 'open'
        """;

    private const string Decide =
        "INSERT INTO routing_decisions (id, conversation_id, queue_id, agent_id, reason, decided_at) VALUES ($1, $2, $3, $4, $5, $6)";

    /// <inheritdoc/>
    public string Name => "router";

    /// <inheritdoc/>
    public JournalStart StartsAt => JournalStart.Beginning;

    /// <inheritdoc/>
    public async Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var queues = await QueuesConcernedAsync(tx, entries, ct);
        foreach (var queue in queues.Order())
            for (var i = 0; i < MostAssignments && await AssignOldestAsync(tx, queue, ct); i++)
            {
            }
    }

    /// <summary>A conversation concerns its queue; an agent's change concerns every queue of the agent.</summary>
    private static async Task<HashSet<Guid>> QueuesConcernedAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var concerning = entries.Where(entry => Concerning.Contains(entry.Kind)).ToList();
        var queues = concerning.Where(entry => entry.QueueId is not null).Select(entry => entry.QueueId!.Value).ToHashSet();
        foreach (var agent in concerning.Where(entry => entry.AgentId is not null).Select(entry => entry.AgentId!.Value).Distinct())
            queues.UnionWith(await tx.Statement(QueuesOf).Bind(agent).ListAsync(row => row.Id(0), ct));
        return queues;
    }

    private static async Task<bool> AssignOldestAsync(Tx tx, Guid queue, CancellationToken ct)
    {
        if (!await tx.Statement(AnybodyFree).Bind(queue).FirstAsync(row => true, ct)) return false;
        var waiting = await tx.Statement(Oldest).Bind(queue)
            .FirstAsync(row => new { Id = row.Id(0), Contact = row.Id(1), Weight = row.Long(2) }, ct);
        if (waiting is null) return false;
        var agent = await tx.Statement(LongestIdle).Bind(queue).Bind(waiting.Weight)
            .FirstAsync(row => new { Id = row.Id(0), IdleSince = row.Long(1), Load = row.Long(2), Limit = row.Long(3) }, ct);
        if (agent is null || !await Capacity.TryTakeAsync(tx, agent.Id, waiting.Weight, ct)) return false;
        if (await tx.Statement(Assign).Bind(waiting.Id).Bind(agent.Id).ExecuteAsync(ct) == 0)
            throw new ConstraintException("A conversation was assigned by somebody else while it was locked for the router.");

        await tx.Statement(Decide)
            .Bind(Ids.New(tx.Time)).Bind(waiting.Id).Bind(queue).Bind(agent.Id)
            .Bind($"longest idle: since {agent.IdleSince}, carried {agent.Load} of {agent.Limit} tenths, takes {waiting.Weight}")
            .Bind(tx.Time.NowMs())
            .ExecuteAsync(ct);
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = ConversationChanged,
            Actor = "router",
            ConversationId = waiting.Id,
            ContactId = waiting.Contact,
            QueueId = queue,
            AgentId = agent.Id,
            Changes = $$"""{"assignee":"{{Ids.Text(agent.Id)}}"}""",
        });
        return true;
    }
}
