using System.Globalization;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Routing.Boards;

/// <summary>A conversation that waits for an agent.</summary>
internal sealed class Waiting(WaitingRow row, BoardQueue queue)
{
    public WaitingRow Row => row;

    public Guid Id => row.Id;

    public long Number => row.Number;

    public Guid ContactId => row.ContactId;

    public Guid QueueId => row.QueueId;

    /// <summary>What it takes of an agent's capacity, in tenths of a unit.</summary>
    public long Weight => row.Weight;

    /// <summary>Whether an agent who is full may get it too.</summary>
    public bool Interrupts => row.Interrupts;

    /// <summary>The instant by which it is ordered, UTC milliseconds.</summary>
    public long Turn { get; } = Choosing.Turn.Of(row.Since, queue.DueAt(row.Since), row.Priority, queue.Routing.HeadStart(row.Tier));

    public IReadOnlyList<SkillNeed> Needs { get; } = NeedsOf(row, queue.Routing);

    public IReadOnlyList<Reservation> Reservations { get; } = ReservationsOf(row, queue.Routing);

    /// <summary>Who was asked in vain, and until when they are not asked again.</summary>
    public IReadOnlyDictionary<Guid, long> Declined { get; } = row.Declined.Count == 0
        ? row.Declined
        : row.Declined.ToDictionary(one => one.Key, one => one.Value + queue.Routing.DeclinedSeconds * 1_000L);

    /// <summary>Where it stands on the board now.</summary>
    public LineKey Key { get; set; }

    /// <summary>The queues in whose lines it stands: its own, and those that help.</summary>
    public List<BoardQueue> Queues { get; } = [];

    /// <summary>The skills asked for at a moment, as a text that is the same for those who ask for the same.</summary>
    public string SkillsAt(long now) => Needs.Count == 0
        ? ""
        : string.Join(';', Needs.Select(need => string.Create(
            CultureInfo.InvariantCulture, $"{need.Skill}:{(need.IsPreferred ? 0 : need.LevelAfter(now - row.Since))}")));

    /// <summary>When time alone changes something for it, after a moment; null for never. UTC milliseconds.</summary>
    public long? NextStep(long now)
    {
        long? next = null;
        foreach (var need in Needs)
            foreach (var step in need.Relaxations) Consider(row.Since + step.AfterSeconds * 1_000L);
        foreach (var overflow in queue.Routing.Overflows)
        {
            Consider(row.Since + overflow.AfterSeconds * 1_000L);
            if (overflow.WhenClosed) Consider(queue.NextHour(now));
        }

        foreach (var reservation in Reservations) Consider(reservation.Until);
        foreach (var until in Declined.Values) Consider(until);
        return next;

        void Consider(long? at)
        {
            if (at > now && (next is null || at < next)) next = at;
        }
    }

    public Question Ask(long now, IReadOnlyList<Candidate> candidates) => new()
    {
        At = now,
        ConversationVersion = row.Version,
        QueueVersion = queue.Version,
        WaitingSince = row.Since,
        Turn = Turn,
        Weight = row.Weight,
        Strategy = queue.Routing.Strategy,
        Needs = Needs,
        Reservations = Reservations,
        Candidates = candidates,
    };

    private static List<SkillNeed> NeedsOf(WaitingRow row, QueueRouting routing)
    {
        var own = SkillNeed.ReadAll(row.Skills);
        if (own.Count == 0 && routing.Skills.Count == 0 && (routing.Language is null || row.Language is null)) return [];
        // what the conversation itself asks for replaces what its queue does
        var needs = own.Concat(routing.Skills).DistinctBy(need => need.Skill).ToList();
        if (routing.Language is { } language && row.Language is { } spoken && needs.TrueForAll(need => need.Skill != spoken))
            needs.Add(language with { Skill = spoken });
        return needs;
    }

    private static List<Reservation> ReservationsOf(WaitingRow row, QueueRouting routing)
    {
        var kept = new List<Reservation>();
        Keep(row.DedicatedAgent, ReservationKind.Dedicated, routing.DedicatedSeconds);
        Keep(row.LastAgent, ReservationKind.Last, routing.LastAgentSeconds);
        Keep(row.OwnerAgent, ReservationKind.Owner, routing.OwnerSeconds);
        return kept;

        void Keep(Guid? agent, string kind, int seconds)
        {
            if (agent is { } known && seconds > 0 && !kept.Exists(one => one.AgentId == known))
                kept.Add(new Reservation(known, kind, row.Since + seconds * 1_000L));
        }
    }
}
