namespace Hub.Core.Routing.Choosing;

/// <summary>How an agent stood in a decision.</summary>
/// <param name="Candidate">The agent.</param>
/// <param name="Refusal">Why not, one of <see cref="Choosing.Refusal"/>; null for the winner.</param>
/// <param name="Standing">How the agent compared with those who could have had it.</param>
public sealed record Verdict(Candidate Candidate, string? Refusal, Standing Standing);
