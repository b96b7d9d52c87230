using Hub.Core.Calendars;
using Hub.Core.Storage;

namespace Hub.Core.Routing.Boards;

/// <summary>Brings a board up to what the store says: all of it, or the parts that have changed.</summary>
internal static class BoardLoader
{
    /// <summary>How many conversations are read at once.</summary>
    private const int Page = 2_000;

    /// <summary>The longest that somebody is not asked again, milliseconds.</summary>
    private const long LongestDeclined = 86_400_000;

    private const string Agents = "SELECT id, version, disabled, presence, load, load_limit, interrupt_limit, idle_since FROM agents";

    private const string Skills = "SELECT agent_id, skill, level FROM agent_skills";

    private const string Queues = "SELECT id, key, version, routing, calendar_id FROM queues";

    private const string Members = "SELECT queue_id, agent_id, rank FROM queue_members";

    private const string OfContact = "SELECT o.last_agent_id FROM conversations o WHERE o.contact_id = c.contact_id AND o.last_agent_id IS NOT NULL ORDER BY o.number";

    private const string Waiting =
        $"""
        SELECT c.id, c.number, c.contact_id, c.queue_id, c.version, c.weight, c.interrupts, c.priority, COALESCE(c.waiting_since, c.active_at) AS since,
          c.waiting_since IS NULL AS is_answered, c.skills, COALESCE(c.language, p.language) AS language, p.tier, p.dedicated_agent_id AS dedicated_agent,
          ({OfContact} LIMIT 1) AS owner_agent, ({OfContact} DESC LIMIT 1) AS last_agent
        FROM conversations c JOIN contacts p ON p.id = c.contact_id
        WHERE c.assignee_id IS NULL AND c.offered_to IS NULL AND c.status = 'open' AND c.queue_id IS NOT NULL AND NOT c.awaits_rules
        """;

    private const string OfPage = "AND c.number > @number ORDER BY c.number LIMIT @page";

    private const string Declined =
        """
        SELECT conversation_id, agent_id, MAX(ended_at) AS at FROM offers
        WHERE state IN ('rejected', 'missed') AND ended_at > @after AND conversation_id IN @ids GROUP BY conversation_id, agent_id
        """;

    /// <summary>Everything, all of it new.</summary>
    public static async Task<Matcher> LoadAsync(DbSession db, long now, CancellationToken ct)
    {
        var matcher = new Matcher(new Board());
        PutAgents(matcher.Board, await db.ListAsync<AgentRow>(Agents, null, ct), await db.ListAsync<SkillRow>(Skills, null, ct));
        await PutQueuesAsync(db, matcher.Board, await db.ListAsync<QueueRow>(Queues, null, ct), await db.ListAsync<MemberRow>(Members, null, ct), ct);
        await PlaceAllAsync(db, matcher, null, now, ct);
        foreach (var agent in matcher.Board.Agents) matcher.Note(agent, now);
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
    public static async Task<List<Waiting>> RefreshQueuesAsync(
        DbSession db, Matcher matcher, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        await PutQueuesAsync(
            db, matcher.Board,
            await db.ListAsync<QueueRow>($"{Queues} WHERE id IN @ids", ids, null, ct),
            await db.ListAsync<MemberRow>($"{Members} WHERE queue_id IN @ids", ids, null, ct), ct);
        foreach (var queue in ids.Select(matcher.Board.Queue).OfType<BoardQueue>())
            foreach (var agent in queue.Members.Keys) matcher.Note(agent, now);
        return await PlaceAllAsync(db, matcher, ids, now, ct);
    }

    /// <summary>Conversations as they are now; those that wait are answered.</summary>
    public static async Task<List<Waiting>> RefreshAsync(
        DbSession db, Matcher matcher, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct)
    {
        foreach (var id in ids) matcher.Remove(id);
        return await PlaceFewAsync(db, matcher, "c.id", ids, now, ct);
    }

    /// <summary>Contacts as they are now: those of their conversations that wait are answered.</summary>
    public static Task<List<Waiting>> RefreshContactsAsync(
        DbSession db, Matcher matcher, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct) =>
        PlaceFewAsync(db, matcher, "c.contact_id", ids, now, ct);

    /// <summary>Without an order, for which a planner would rather walk along all who wait.</summary>
    private static async Task<List<Waiting>> PlaceFewAsync(
        DbSession db, Matcher matcher, string column, IReadOnlyCollection<Guid> ids, long now, CancellationToken ct)
    {
        var placed = new List<Waiting>();
        if (ids.Count > 0) await PlaceAsync(db, matcher, await db.ListAsync<WaitingRow>($"{Waiting} AND {column} IN @ids", ids, null, ct), placed, (now, ct));
        return placed;
    }

    /// <summary>Reads page by page, so that memory is bounded by the board however many wait.</summary>
    private static async Task<List<Waiting>> PlaceAllAsync(
        DbSession db, Matcher matcher, IReadOnlyCollection<Guid>? queues, long now, CancellationToken ct)
    {
        var placed = new List<Waiting>();
        for (var number = 0L; ;)
        {
            var args = new { number, page = Page };
            var rows = queues is null
                ? await db.ListAsync<WaitingRow>($"{Waiting} {OfPage}", args, ct)
                : await db.ListAsync<WaitingRow>($"{Waiting} AND c.queue_id IN @ids {OfPage}", queues, args, ct);
            await PlaceAsync(db, matcher, rows, placed, (now, ct));
            if (rows.Count < Page) return placed;
            number = rows[^1].Number;
        }
    }

    private static async Task PlaceAsync(DbSession db, Matcher matcher, List<WaitingRow> rows, List<Waiting> placed, (long Now, CancellationToken Ct) at)
    {
        if (rows.Count == 0) return;
        foreach (var row in await WithDeclinedAsync(db, rows, at.Now, at.Ct))
            if (matcher.Place(row, at.Now) is { } waiting) placed.Add(waiting);
        // of too many it left some
        placed.RemoveAll(waiting => matcher.Board.Find(waiting.Id) != waiting);
    }

    private static async Task<IEnumerable<WaitingRow>> WithDeclinedAsync(DbSession db, List<WaitingRow> rows, long now, CancellationToken ct)
    {
        var declined = new List<DeclinedRow>();
        foreach (var ids in rows.Select(row => row.Id).Chunk(500))
            declined.AddRange(await db.ListAsync<DeclinedRow>(Declined, ids, new { after = now - LongestDeclined }, ct));
        if (declined.Count == 0) return rows;
        var byConversation = declined.ToLookup(one => one.ConversationId);
        return rows.Select(row => row with { Declined = byConversation[row.Id].ToDictionary(one => one.AgentId, one => one.At) });
    }

    private static void PutAgents(Board board, List<AgentRow> agents, List<SkillRow> skills)
    {
        var levels = skills.ToLookup(skill => skill.AgentId);
        foreach (var row in agents)
        {
            var agent = board.AgentOf(row.Id);
            (agent.Version, agent.Disabled, agent.Presence) = (row.Version, row.Disabled, row.Presence);
            (agent.Load, agent.Limit, agent.InterruptLimit, agent.IdleSince) = (row.Load, row.LoadLimit, row.InterruptLimit, row.IdleSince);
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

    private sealed record AgentRow
    {
        public Guid Id { get; init; }
        public long Version { get; init; }
        public bool Disabled { get; init; }
        public string Presence { get; init; } = "";
        public long Load { get; init; }
        public long LoadLimit { get; init; }
        public long InterruptLimit { get; init; }
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
}
