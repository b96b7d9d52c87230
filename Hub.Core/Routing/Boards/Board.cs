using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing.Boards;

/// <summary>
/// Who waits and who is there, in memory, so that the next match is found without asking the store. It is a picture only: what is true is in the
/// store, and nothing is given away but by a conditional update there.
/// </summary>
internal sealed class Board
{
    private readonly Dictionary<Guid, BoardAgent> _agents = [];
    private readonly Dictionary<Guid, BoardQueue> _queues = [];
    private readonly Dictionary<string, BoardQueue> _queuesByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Waiting> _waiting = [];

    public IEnumerable<BoardAgent> Agents => _agents.Values;

    public IEnumerable<BoardQueue> Queues => _queues.Values;

    public IReadOnlyCollection<Waiting> Waiting => _waiting.Values;

    public BoardAgent? Agent(Guid id) => _agents.GetValueOrDefault(id);

    public BoardQueue? Queue(Guid id) => _queues.GetValueOrDefault(id);

    public Waiting? Find(Guid conversation) => _waiting.GetValueOrDefault(conversation);

    /// <summary>The agent with this id, put on the board where they are not yet.</summary>
    public BoardAgent AgentOf(Guid id)
    {
        if (!_agents.TryGetValue(id, out var agent)) _agents.Add(id, agent = new BoardAgent(id));
        return agent;
    }

    /// <summary>A queue as it is now; who waits in it has to be placed again.</summary>
    public BoardQueue Put(Guid id, string key, long version, QueueRouting routing)
    {
        if (!_queues.TryGetValue(id, out var queue)) _queues.Add(id, queue = new BoardQueue(id));
        _queuesByKey.Remove(queue.Key);
        (queue.Key, queue.Version, queue.Routing) = (key, version, routing);
        _queuesByKey[key] = queue;
        return queue;
    }

    /// <summary>A queue's members as they are now, with their ranks.</summary>
    public void PutMembers(BoardQueue queue, IEnumerable<(Guid Agent, int Rank)> members)
    {
        foreach (var former in queue.Members.Keys) former.Queues.Remove(queue);
        queue.Members.Clear();
        foreach (var (id, rank) in members)
        {
            var agent = AgentOf(id);
            queue.Members[agent] = rank;
            agent.Queues.Add(queue);
        }
    }

    /// <summary>Places a conversation as it is now; null where its queue is not known.</summary>
    public Waiting? Place(WaitingRow row, long now)
    {
        Remove(row.Id);
        if (Queue(row.QueueId) is not { } queue) return null;
        var waiting = new Waiting(row, queue);
        _waiting.Add(row.Id, waiting);
        Line(waiting, queue, now);
        return waiting;
    }

    /// <summary>Takes a conversation off the board; harmless where it is not there.</summary>
    public void Remove(Guid conversation)
    {
        if (!_waiting.Remove(conversation, out var waiting)) return;
        foreach (var queue in waiting.Queues) queue.Leave(waiting, waiting.Key);
        foreach (var reservation in waiting.Reservations) Agent(reservation.AgentId)?.Kept.Remove(waiting);
    }

    /// <summary>Everything that decides who gets a conversation.</summary>
    public Question Ask(Waiting waiting, long now)
    {
        var own = _queues[waiting.QueueId];
        var candidates = new List<Candidate>(own.Members.Count);
        foreach (var (agent, rank) in own.Members) candidates.Add(agent.AsCandidate(waiting, rank));
        HashSet<Guid>? seen = null;
        foreach (var queue in waiting.Queues)
            if (queue != own)
                foreach (var agent in queue.Members.Keys) AddOutsider(agent);
        foreach (var reservation in waiting.Reservations)
            if (Agent(reservation.AgentId) is { } kept) AddOutsider(kept);
        return waiting.Ask(now, candidates);

        void AddOutsider(BoardAgent agent)
        {
            seen ??= [.. candidates.Select(candidate => candidate.Id)];
            if (seen.Add(agent.Id)) candidates.Add(agent.AsCandidate(waiting, Candidate.NoRank));
        }
    }

    /// <summary>The first in turn of all that an agent can have now, or null.</summary>
    public Waiting? FirstFor(BoardAgent agent, long now)
    {
        Waiting? first = null;
        if (!agent.MayTakeMore) return null;
        foreach (var queue in agent.Queues)
            foreach (var line in queue.Lines.Values) Look(line);
        Look(agent.Kept);
        return first;

        void Look(Line line)
        {
            foreach (var waiting in line)
            {
                if (first is not null && first.Turn <= waiting.Turn) return;
                if (!CanHave(agent, waiting, now)) continue;
                first = waiting;
                return;
            }
        }
    }

    private bool CanHave(BoardAgent agent, Waiting waiting, long now)
    {
        var candidates = new List<Candidate> { agent.AsCandidate(waiting, 0) };
        foreach (var reservation in waiting.Reservations)
            if (reservation.AgentId != agent.Id && Agent(reservation.AgentId) is { } kept) candidates.Add(kept.AsCandidate(waiting, 0));
        return Choice.WhyNot(waiting.Ask(now, candidates), candidates[0]) is null;
    }

    private void Line(Waiting waiting, BoardQueue queue, long now)
    {
        waiting.Key = new LineKey(waiting.Weight, waiting.Interrupts, waiting.SkillsAt(now), KeptFor(waiting, now));
        Enter(queue);
        foreach (var overflow in queue.Routing.Overflows)
            if (_queuesByKey.TryGetValue(overflow.Queue, out var helping) && !waiting.Queues.Contains(helping)
                && queue.IsHelpedBy(overflow, waiting.Row.Since, now))
                Enter(helping);
        foreach (var reservation in waiting.Reservations) AgentOf(reservation.AgentId).Kept.Add(waiting);

        void Enter(BoardQueue entered)
        {
            waiting.Queues.Add(entered);
            entered.Enter(waiting, waiting.Key);
        }
    }

    // whether its holder is signed in may change without it: that is looked at when an agent is shown the line
    private static Guid? KeptFor(Waiting waiting, long now)
    {
        foreach (var reservation in waiting.Reservations)
            if (reservation.Until > now) return reservation.AgentId;
        return null;
    }
}
