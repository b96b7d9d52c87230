using Hub.Core.Agents;
using Hub.Core.Routing.Choosing;

namespace Hub.Host.Api;

/// <summary>What an agent can do: names with levels of 1 to 5.</summary>
internal sealed record SkillsView(IReadOnlyDictionary<string, int> Skills)
{
    public Problem? Fault() =>
        Skills.Count > SkillStore.Most ? Problem.Invalid("skills", $"they are at most {SkillStore.Most}")
        : Skills.Keys.Select(SkillNeedBody.NameFault).FirstOrDefault(fault => fault is not null) is { } name ? Problem.Invalid("skills", name)
        : Skills.Values.Any(level => level is < SkillNeed.Lowest or > SkillNeed.Highest) ? Problem.Invalid("skills", "a level is 1 to 5")
        : null;
}
