using Hub.Core.Agents;

namespace Hub.Core.Routing.Choosing;

/// <summary>
/// Answers a <see cref="Question"/>: a pure function, which the router asks before it gives a conversation away, and everybody may ask
/// again afterwards.
/// </summary>
public static class Choice
{
    /// <summary>Who gets it, or null for nobody.</summary>
    public static Candidate? Winner(Question question)
    {
        Candidate? best = null;
        var standing = default(Standing);
        var holder = Holder(question);
        foreach (var candidate in question.Candidates)
        {
            if (WhyNot(question, candidate, holder) is not null) continue;
            var own = StandingOf(question, candidate);
            if (best is not null && Standing.BestFirst.Compare(own, standing) > 0) continue;
            (best, standing) = (candidate, own);
        }

        return best;
    }

    /// <summary>How everybody stood: the winner first, then those who could have had it, then the others, the nearest first.</summary>
    public static IReadOnlyList<Verdict> Explain(Question question)
    {
        var (winner, holder) = (Winner(question), Holder(question));
        return
        [
            .. question.Candidates
                .Select(one => new Verdict(
                    one, one == winner ? null : WhyNot(question, one, holder) ?? Refusal.Behind, StandingOf(question, one)))
                .OrderBy(verdict => Distance(verdict.Refusal)).ThenBy(verdict => verdict.Standing, Standing.BestFirst),
        ];
    }

    /// <summary>Why an agent cannot have it, or null where nothing is in the way.</summary>
    public static string? WhyNot(Question question, Candidate candidate) => WhyNot(question, candidate, Holder(question));

    private static string? WhyNot(Question question, Candidate candidate, Guid? holder)
    {
        if (candidate.Disabled) return Refusal.Disabled;
        if (candidate.Presence == Presence.Offline) return Refusal.Offline;
        if (candidate.Presence != Presence.Available) return Refusal.NotAvailable;
        if (candidate.DeclinedUntil > question.At) return Refusal.Declined;
        if (!HasSkills(question, candidate)) return Refusal.Skill;
        if (candidate.Load + question.Weight > candidate.Limit) return Refusal.Full;
        return holder is { } kept && kept != candidate.Id ? Refusal.Reserved : null;
    }

    private static bool HasSkills(Question question, Candidate candidate)
    {
        var waited = question.At - question.WaitingSince;
        for (var i = 0; i < question.Needs.Count; i++)
            if (!question.Needs[i].IsPreferred && candidate.Levels[i] < question.Needs[i].LevelAfter(waited)) return false;
        return true;
    }

    /// <summary>For whom it is kept now: somebody who is signed in, may take it some time, and whose time is not over.</summary>
    private static Guid? Holder(Question question)
    {
        foreach (var reservation in question.Reservations)
        {
            if (reservation.Until <= question.At) continue;
            foreach (var candidate in question.Candidates)
                if (candidate.Id == reservation.AgentId && candidate is { Disabled: false, Presence: not Presence.Offline } && !(candidate.DeclinedUntil > question.At))
                    return candidate.Id;
        }

        return null;
    }

    private static Standing StandingOf(Question question, Candidate candidate)
    {
        var reservation = 0;
        while (reservation < question.Reservations.Count && question.Reservations[reservation].AgentId != candidate.Id) reservation++;
        var (missing, strength) = (0, 0);
        for (var i = 0; i < question.Needs.Count; i++)
        {
            strength += candidate.Levels[i];
            if (question.Needs[i].IsPreferred && candidate.Levels[i] < question.Needs[i].Level) missing++;
        }

        var measure = question.Strategy switch
        {
            Strategy.BestSkill => -strength,
            Strategy.LeastLoaded => candidate.Load * 1_000 / Math.Max(candidate.Limit, 1),
            Strategy.Rank => candidate.Rank,
            _ => 0L,
        };
        var isOutside = candidate.Rank == Candidate.NoRank && reservation == question.Reservations.Count;
        return new Standing(reservation, isOutside ? 1 : 0, missing, measure, candidate.IdleSince, candidate.Id);
    }

    private static int Distance(string? refusal) => refusal switch
    {
        null => 0,
        Refusal.Behind => 1,
        Refusal.Reserved => 2,
        Refusal.Full => 3,
        Refusal.Declined => 4,
        Refusal.Skill => 5,
        Refusal.NotAvailable => 6,
        Refusal.Offline => 7,
        _ => 8,
    };
}
