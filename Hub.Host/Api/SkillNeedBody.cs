using Hub.Core.Agents;
using Hub.Core.Routing.Choosing;

namespace Hub.Host.Api;

/// <summary>A skill that is asked for, as callers give it.</summary>
internal sealed record SkillNeedBody(string Skill, int Level = SkillNeed.Lowest, bool IsPreferred = false, IReadOnlyList<SkillRelaxation>? Relaxations = null)
{
    private const int Most = 10;
    private const int WeekSeconds = 7 * 24 * 3600;

    public SkillNeed Need => new() { Skill = Skill, Level = Level, IsPreferred = IsPreferred, Relaxations = Relaxations ?? [] };

    public static Problem? Fault(string place, IReadOnlyList<SkillNeedBody>? skills)
    {
        if (skills is null) return null;
        if (skills.Count > Most || skills.Any(skill => skill is null)) return Problem.Invalid(place, $"they are at most {Most}, and none is null");
        if (skills.DistinctBy(skill => skill.Skill).Count() < skills.Count) return Problem.Invalid(place, "one of them is named twice");
        return skills.Select(skill => skill.Fault(place)).FirstOrDefault(fault => fault is not null);
    }

    public Problem? Fault(string place) =>
        NameFault(Skill) is { } name ? Problem.Invalid(place, name)
        : Level is < SkillNeed.Lowest or > SkillNeed.Highest ? Problem.Invalid(place, "a level is 1 to 5")
        : Relaxations is null ? null
        : Relaxations.Count > Most || Relaxations.Any(step => step is null) ? Problem.Invalid(place, $"relaxations are at most {Most}, and none is null")
        : Relaxations.Any(step => step.AfterSeconds is < 0 or > WeekSeconds) ? Problem.Invalid(place, "a relaxation begins after 0 seconds to a week")
        : Relaxations.Any(step => step.Level is < 0 or > SkillNeed.Highest) ? Problem.Invalid(place, "a relaxed level is 0 to 5")
        : !Relaxations.Select(step => step.AfterSeconds).SequenceEqual(Relaxations.Select(step => step.AfterSeconds).Order()) ? Problem.Invalid(place, "relaxations stand in the order of their times")
        : null;

    /// <summary>Why this cannot be the name of a skill, or null.</summary>
    public static string? NameFault(string name) => Input.LineFault(name, SkillStore.LongestName) is { } fault ? $"a skill's name: {fault}" : null;
}
