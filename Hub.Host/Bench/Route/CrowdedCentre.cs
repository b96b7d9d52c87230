using System.Diagnostics;
using Hub.Core;
using Hub.Core.Agents;
using Hub.Core.Conversations;
using Hub.Core.Journal;
using Hub.Core.Routing;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Host.Bench.Route;

/// <summary>A hub full of customers who wait, and agents without room.</summary>
internal sealed class CrowdedCentre
{
    private const int AtOnce = 1_000;
    private const int QueuesOfAgent = 3;

    private static readonly Subject Everybody = new()
    {
        Id = Guid.Empty, IsAgent = false, Role = "bench", Permissions = Permissions.Parse($"conversations.read {Actions.EveryConversation}"),
        QueueIds = new HashSet<Guid>(),
    };

    private readonly Store _store;
    private readonly IReadOnlyList<Guid> _agents;
    private readonly JournalFollower _follower;
    private long _seen;
    private int _left;

    /// <param name="store">The store of the hub that runs.</param>
    /// <param name="agents">Those whom <see cref="FillAsync"/> has added.</param>
    public CrowdedCentre(Store store, IReadOnlyList<Guid> agents) => (_store, _agents, _follower) = (store, agents, new JournalFollower(store));

    /// <summary>Fills a store with rows alone, without the entries that a router would hear of: it is for a hub that starts afterwards.</summary>
    public static async Task<IReadOnlyList<Guid>> FillAsync(Store store, int agents, int queues, int waiting, CancellationToken ct)
    {
        var added = new List<Guid>(agents);
        var queueIds = Enumerable.Range(0, queues).Select(_ => Ids.New(store.Time)).ToList();
        await store.WriteAsync(
            async (tx, unit) =>
            {
                foreach (var id in queueIds) await AddQueueAsync(tx, id, unit);
                for (var i = 0; i < agents; i++) added.Add(await AddAgentAsync(tx, i, queueIds, unit));
            },
            ct);
        for (var first = 0; first < waiting; first += AtOnce)
        {
            var (from, to) = (first, Math.Min(first + AtOnce, waiting));
            await store.WriteAsync(
                async (tx, unit) =>
                {
                    for (var i = from; i < to; i++) await AddWaitingAsync(tx, queueIds[i % queueIds.Count], unit);
                },
                ct);
        }

        return added;
    }

    /// <summary>Each agent may carry so many conversations more.</summary>
    public async Task GiveRoomAsync(int conversations, CancellationToken ct)
    {
        foreach (var some in _agents.Chunk(100))
            await _store.WriteAsync(
                async (tx, unit) =>
                {
                    foreach (var agent in some)
                    {
                        await tx.Statement("UPDATE agents SET load_limit = load_limit + $2 WHERE id = $1").Bind(agent).Bind(conversations * 10L).ExecuteAsync(unit);
                        await AgentStore.SetPresenceAsync(tx, agent, Presence.Available, null, Subject.System, unit);
                    }
                },
                ct);
    }

    /// <summary>Waits until the router has given so many away more than it was waited for before.</summary>
    public async Task AssignedAsync(int count, CancellationToken ct)
    {
        _left += count;
        if (_left <= 0) return;
        await foreach (var entries in _follower.FollowAsync(_seen, ct))
        {
            _seen = entries[^1].Seq;
            _left -= entries.Count(entry => entry.Actor == Router.Actor);
            if (_left <= 0) return;
        }
    }

    /// <summary>Resolves one conversation of an agent and answers how long it took until the agent has the next, milliseconds.</summary>
    public async Task<double> FreeOneAsync(int number, CancellationToken ct)
    {
        var agent = _agents[number % _agents.Count];
        var conversation = await _store.ReadAsync(
            (db, read) => db.Statement("SELECT id FROM conversations WHERE assignee_id = $1 AND status = 'open' LIMIT 1").Bind(agent)
                .FirstAsync(row => row.Id(0), read),
            ct);
        await _store.WriteAsync(
            async (tx, unit) => await ConversationStore.ChangeAsync(
                tx, (conversation, null, new ConversationChange { Status = ConversationStatus.Resolved }), Everybody, unit),
            ct);
        var began = Stopwatch.GetTimestamp();
        await AssignedAsync(1, ct);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task AddQueueAsync(Tx tx, Guid id, CancellationToken ct) =>
        await tx.Statement("INSERT INTO queues (id, key, name, created_at) VALUES ($1, $2, $2, $3)")
            .Bind(id).Bind($"queue-{Ids.Text(id)}").Bind(tx.Time.NowMs()).ExecuteAsync(ct);

    private static async Task<Guid> AddAgentAsync(Tx tx, int number, List<Guid> queues, CancellationToken ct)
    {
        var id = Ids.New(tx.Time);
        await tx.Statement(
                """
                INSERT INTO agents (id, user_name, name, role, password_hash, presence_at, idle_since, load_limit, created_at)
                VALUES ($1, $2, $2, 'agent', '', $3, $3, 0, $3)
                """)
            .Bind(id).Bind($"agent-{number}").Bind(tx.Time.NowMs()).ExecuteAsync(ct);
        for (var i = 0; i < QueuesOfAgent; i++)
            await tx.Statement("INSERT INTO queue_members (queue_id, agent_id) VALUES ($1, $2)")
                .Bind(queues[(number + i * 67) % queues.Count]).Bind(id).ExecuteAsync(ct);
        return id;
    }

    private static async Task AddWaitingAsync(Tx tx, Guid queue, CancellationToken ct)
    {
        var (contact, point, now) = (Ids.New(tx.Time), Ids.New(tx.Time), tx.Time.NowMs());
        await tx.Statement("INSERT INTO contacts (id, created_at) VALUES ($1, $2)").Bind(contact).Bind(now).ExecuteAsync(ct);
        await tx.Statement(
                """
                INSERT INTO conversations (id, contact_id, channel, reply_channel, point_id, threaded, status, queue_id, weight, waiting_since, active_at, created_at)
                VALUES ($1, $2, 'api', 'api', $3, $6, 'open', $4, 10, $5, $5, $5)
                """)
            .Bind(Ids.New(tx.Time)).Bind(contact).Bind(point).Bind(queue).Bind(now).Bind(true).ExecuteAsync(ct);
    }
}
