namespace Hub.Core.Routing.Choosing;

/// <summary>An agent for whom a conversation is kept for a while, before all others.</summary>
/// <param name="AgentId">For whom.</param>
/// <param name="Kind">Why, one of <see cref="ReservationKind"/>.</param>
/// <param name="Until">From when on anybody may have it, UTC milliseconds; the agent goes first even then.</param>
public sealed record Reservation(Guid AgentId, string Kind, long Until);
