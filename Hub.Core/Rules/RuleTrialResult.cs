namespace Hub.Core.Rules;

/// <summary>What a rule would have done.</summary>
/// <param name="Looked">How many conversations it was asked of.</param>
/// <param name="Matches">Those that it would have meant, the latest first.</param>
/// <param name="Fault">What is wrong with the rule; then nothing was looked at.</param>
public sealed record RuleTrialResult(int Looked, IReadOnlyList<RuleTrialRow> Matches, RuleFault? Fault = null);
