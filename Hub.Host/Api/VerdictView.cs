using Hub.Core;
using Hub.Core.Routing.Choosing;

namespace Hub.Host.Api;

/// <summary>How an agent stood in a decision; <c>refusal</c> says why not, and is null for the winner. Loads are in tenths of a unit.</summary>
internal sealed record VerdictView(
    string Agent, string? Refusal, string Presence, long Load, long LoadLimit, DateTimeOffset IdleSince, int? Rank, IReadOnlyList<int> Levels,
    int MissingPreferences, long Measure, long AgentVersion)
{
    public static VerdictView Of(Verdict verdict) => new(
        Ids.Text(verdict.Candidate.Id),
        verdict.Refusal,
        verdict.Candidate.Presence,
        verdict.Candidate.Load,
        verdict.Candidate.Limit,
        verdict.Candidate.IdleSince.ToTime(),
        verdict.Candidate.Rank == Candidate.NoRank ? null : verdict.Candidate.Rank,
        verdict.Candidate.Levels,
        verdict.Standing.MissingPreferences,
        verdict.Standing.Measure,
        verdict.Candidate.Version);
}
