using Hub.Core.Routing.Choosing;

namespace Hub.Core.Rules;

/// <summary>A skill that a rule asks for.</summary>
/// <param name="Skill">The skill's name.</param>
/// <param name="Level">The level, 1 to 5.</param>
/// <param name="IsPreferred">Whether an agent without it may get the conversation too.</param>
public sealed record RuleSkill(string Skill, int Level = SkillNeed.Lowest, bool IsPreferred = false)
{
    internal SkillNeed Need => new() { Skill = Skill, Level = Level, IsPreferred = IsPreferred };
}
