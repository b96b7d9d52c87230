namespace Hub.Core.Routing.Choosing;

/// <summary>
/// All that a decision is made from: who of these gets this conversation now? It is stored with the decision, so that the decision can be
/// made again.
/// </summary>
public sealed record Question
{
    /// <summary>When it was asked, UTC milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>The version of the conversation.</summary>
    public long ConversationVersion { get; init; }

    /// <summary>The version of the queue.</summary>
    public long QueueVersion { get; init; }

    /// <summary>Since when the customer had waited, UTC milliseconds.</summary>
    public required long WaitingSince { get; init; }

    /// <summary>The instant by which it was ordered (see <see cref="Turn"/>), UTC milliseconds.</summary>
    public long Turn { get; init; }

    /// <summary>What it takes of an agent's capacity, in tenths of a unit.</summary>
    public required long Weight { get; init; }

    /// <summary>One of <see cref="Choosing.Strategy"/>.</summary>
    public string Strategy { get; init; } = Choosing.Strategy.LongestIdle;

    /// <summary>The skills asked for.</summary>
    public IReadOnlyList<SkillNeed> Needs { get; init; } = [];

    /// <summary>For whom it is kept, the strongest first.</summary>
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];

    /// <summary>Who might get it.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];
}
