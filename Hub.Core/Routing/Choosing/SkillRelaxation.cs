namespace Hub.Core.Routing.Choosing;

/// <summary>From when on less of a skill is asked for.</summary>
/// <param name="AfterSeconds">How long after the customer began to wait, seconds.</param>
/// <param name="Level">The level asked for from then on; 0 for none.</param>
public sealed record SkillRelaxation(int AfterSeconds, int Level);
