namespace Hub.Core.Rules;

/// <summary>What is wrong with a rule.</summary>
/// <param name="Field">The field at fault, as in <c>conditions[0].values</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record RuleFault(string Field, string Reason);
