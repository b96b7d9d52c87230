using System.Text.Json;
using Hub.Core.Calendars;
using Hub.Core.Storage;

namespace Hub.Core.Routing.Boards;

/// <summary>Brings a board up to what the store says: all of it, or the parts that have changed.</summary>
internal static class BoardLoader
{
    private const string Agents = "SELECT id, version, disabled, presence, load, load_limit, idle_since FROM agents";

    private const string Skills = "SELECT agent_id, skill, level FROM agent_skills";

    private const string Queues = "SELECT id, key, version, routing, calendar_id FROM queues";

    private const string Members = "SELECT queue_id, agent_id, rank FROM queue_members";

    private const string Waiting =
        """
        SELECT c.id, c.number, c.contact_id, c.queue_id, c.version, c.weight, c.priority, COALESCE(c.waiting_since, c.active_at) AS since, c.skills,
          COALESCE(c.language, p.language) AS language, p.tier, p.dedicated_agent_id,
          (SELECT o.last_agent_id FROM conversations o WHERE o.contact_id = c.contact_id AND o.last_agent_id IS NOT NULL ORDER BY o.number LIMIT 1) AS owner_id,
          (SELECT o.last_agent_id FROM conversations o WHERE o.contact_id = c.contact_id AND o.last_agent_id IS NOT NULL ORDER BY o.number DESC LIMIT 1) AS last_id
        FROM conversations c JOIN contacts p ON p.id = c.contact_id
        WHERE c.assignee_id IS NULL AND c.offered_to IS NULL AND c.status = 'open' AND c.queue_id IS NOT NULL
        """;

    private const string Declined =
        "SELECT conversation_id, agent_id, MAX(ended_at) AS at FROM offers WHERE state IN ('rejected', 'missed') AND ended_at > @after";

    /// <summary>The longest that somebody is not asked again, milliseconds.</summary>
    private const long LongestDeclined = 86_400_000;

    /// <summary>Everything, all of it new.</summary>
    public static async Task<Matcher> LoadAsync(DbSession db, long now, CancellationToken ct)
    {
        var board = new Board();
        var matcher = new Matcher(board);
        PutAgents(board, await db.ListAsync<AgentRow>(Agents, null, ct), await db.ListAsync<SkillRow>(Skills, null, ct));
        await PutQueuesAsync(db, board, await db.ListAsync<QueueRow>(Queues, null, ct), await db.ListAsync<MemberRow>(Members, null, ct), ct);
        var declined = await db.ListAsync<DeclinedRow>($"{Declined} GROUP BY conversation_id, agent_id", new { after = now - LongestDeclined }, ct);
        Place(matcher, await db.ListAsync<ConversationRow>(Waiting, null, ct), declined, now);
        foreach (var agent in board.Agents) matcher.Note(agent, now);
        return matcher;
    }

    /// <summary>Agents as they are now.</summary>
    public static async Task RefreshAgentsAsync(DbSession db, Board board, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return;
        PutAgents(
            board,
            await db.ListAsync<AgentRow>($"{Agents} WHERE id IN @ids", ids, null, ct),
            await db.ListAsync<SkillRow>($"{Skills} WHERE agent_id IN @ids", ids, null, ct));
    }

    /// <summary>Queues as they are now, and who waits in them, who are answered.</summary>
    public static async Task<IReadOnlyList<Waiting>> RefreshQueuesAsync(
        DbSession db, Matcher matcher, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        await PutQueuesAsync(
            db, matcher.Board,
            await db.ListAsync<QueueRow>($"{Queues} WHERE id IN @ids", ids, null, ct),
            await db.ListAsync<MemberRow>($"{Members} WHERE queue_id IN @ids", ids, null, ct), ct);
        foreach (var queue in ids.Select(matcher.Board.Queue).OfType<BoardQueue>())
            foreach (var agent in queue.Members.Keys) matcher.Note(agent, now);
        return await PlaceAsync(db, matcher, $"{Waiting} AND c.queue_id IN @ids", ids, now, ct);
    }

    /// <summary>Conversations as they are now; those that wait are answered.</summary>
    public static async Task<IReadOnlyList<Waiting>> RefreshAsync(
        DbSession db, Matcher matcher, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct)
    {
        foreach (var id in ids) matcher.Remove(id);
        return ids.Count == 0 ? [] : await PlaceAsync(db, matcher, $"{Waiting} AND c.id IN @ids", ids, now, ct);
    }

    /// <summary>Contacts as they are now: those of their conversations that wait are answered.</summary>
    public static async Task<IReadOnlyList<Waiting>> RefreshContactsAsync(
        DbSession db, Matcher matcher, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct) =>
        ids.Count == 0 ? [] : await PlaceAsync(db, matcher, $"{Waiting} AND c.contact_id IN @ids", ids, now, ct);

    private static async Task<IReadOnlyList<Waiting>> PlaceAsync(
        DbSession db, Matcher matcher, string sql, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct)
    {
        var rows = await db.ListAsync<ConversationRow>(sql, ids, null, ct);
        if (rows.Count == 0) return [];
        List<DeclinedRow> declined = [];
        foreach (var some in rows.Select(row => row.Id).Chunk(500))
            declined.AddRange(await db.ListAsync<DeclinedRow>(
                $"{Declined} AND conversation_id IN @ids GROUP BY conversation_id, agent_id", some, new { after = now - LongestDeclined }, ct));
        return Place(matcher, rows, declined, now);
    }

    private static void PutAgents(Board board, List<AgentRow> agents, List<SkillRow> skills)
    {
        var levels = skills.ToLookup(skill => skill.AgentId);
        foreach (var row in agents)
        {
            var agent = board.AgentOf(row.Id);
            (agent.Version, agent.Disabled, agent.Presence) = (row.Version, row.Disabled, row.Presence);
            (agent.Load, agent.Limit, agent.IdleSince) = (row.Load, row.LoadLimit, row.IdleSince);
            agent.Skills = levels[row.Id].ToDictionary(skill => skill.Skill, skill => (int)skill.Level, StringComparer.Ordinal);
        }
    }

    private static async Task PutQueuesAsync(DbSession db, Board board, List<QueueRow> queues, List<MemberRow> members, CancellationToken ct)
    {
        var calendars = new Dictionary<Guid, BusinessCalendar?>();
        foreach (var id in queues.Select(row => row.CalendarId).OfType<Guid>().Distinct()) calendars[id] = await CalendarStore.LoadAsync(db, id, ct);
        var agents = members.ToLookup(member => member.QueueId);
        foreach (var row in queues)
        {
            var queue = board.Put(row.Id, row.Key, row.Version, QueueStore.RoutingOf(row.Routing));
            queue.Calendar = row.CalendarId is { } id && calendars[id] is { } hours ? (id, hours) : null;
            board.PutMembers(queue, agents[row.Id].Select(member => (member.AgentId, (int)member.Rank)));
        }
    }

    private static List<Waiting> Place(Matcher matcher, List<ConversationRow> rows, List<DeclinedRow> declined, long now)
    {
        var declines = declined.ToLookup(one => one.ConversationId);
        var placed = new List<Waiting>(rows.Count);
        foreach (var row in rows)
            if (matcher.Place(row.Waiting(declines[row.Id]), now) is { } waiting) placed.Add(waiting);
        return placed;
    }

    private sealed record AgentRow
    {
        public Guid Id { get; init; }
        public long Version { get; init; }
        public bool Disabled { get; init; }
        public string Presence { get; init; } = "";
        public long Load { get; init; }
        public long LoadLimit { get; init; }
        public long IdleSince { get; init; }
    }

    private sealed record SkillRow
    {
        public Guid AgentId { get; init; }
        public string Skill { get; init; } = "";
        public long Level { get; init; }
    }

    private sealed record QueueRow
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public long Version { get; init; }
        public string Routing { get; init; } = "{}";
        public Guid? CalendarId { get; init; }
    }

    private sealed record MemberRow
    {
        public Guid QueueId { get; init; }
        public Guid AgentId { get; init; }
        public long Rank { get; init; }
    }

    private sealed record DeclinedRow
    {
        public Guid ConversationId { get; init; }
        public Guid AgentId { get; init; }
        public long At { get; init; }
    }

    private sealed record ConversationRow
    {
        public Guid Id { get; init; }
        public long Number { get; init; }
        public Guid ContactId { get; init; }
        public Guid QueueId { get; init; }
        public long Version { get; init; }
        public long Weight { get; init; }
        public long Priority { get; init; }
        public long Since { get; init; }
        public string? Skills { get; init; }
        public string? Language { get; init; }
        public string Tier { get; init; } = "";
        public Guid? DedicatedAgentId { get; init; }
        public Guid? OwnerId { get; init; }
        public Guid? LastId { get; init; }

        public WaitingRow Waiting(IEnumerable<DeclinedRow> declined) => new()
        {
            Id = Id,
            Number = Number,
            ContactId = ContactId,
            QueueId = QueueId,
            Version = Version,
            Weight = Weight,
            Priority = Priority,
            WaitingSince = Since,
            Tier = Tier,
            Language = Language,
            DedicatedAgent = DedicatedAgentId,
            OwnerAgent = OwnerId,
            LastAgent = LastId,
            Skills = Skills is null ? [] : JsonSerializer.Deserialize(Skills, RoutingJson.Default.IReadOnlyListSkillNeed)!,
            Declined = declined.ToDictionary(one => one.AgentId, one => one.At),
        };
    }
}
