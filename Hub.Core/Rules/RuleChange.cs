namespace Hub.Core.Rules;

/// <summary>What to change of a rule; what is null stays.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="When">At what it looks, one of <see cref="RuleOccasion"/>.</param>
/// <param name="Enabled">Whether it is at work.</param>
/// <param name="Place">Its place among all rules, the first being 0.</param>
/// <param name="Conditions">All of its conditions.</param>
/// <param name="Actions">All that it does.</param>
public sealed record RuleChange(
    string? Name = null, string? When = null, bool? Enabled = null, int? Place = null, IReadOnlyList<RuleCondition>? Conditions = null, RuleActions? Actions = null);
