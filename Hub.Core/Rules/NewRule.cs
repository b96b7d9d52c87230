namespace Hub.Core.Rules;

/// <summary>A rule to add, behind those that there are.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="When">At what it looks, one of <see cref="RuleOccasion"/>.</param>
/// <param name="Enabled">Whether it is at work at once.</param>
/// <param name="Content">Its conditions and what it does.</param>
public sealed record NewRule(string Name, string When, bool Enabled, RuleContent Content);
