namespace Hub.Core.Rules;

/// <summary>What a rule asks and what it does.</summary>
/// <param name="Conditions">All of them must hold; none at all hold always.</param>
/// <param name="Actions">What is done then.</param>
public sealed record RuleContent(IReadOnlyList<RuleCondition> Conditions, RuleActions Actions)
{
    internal IEnumerable<string> ValuesOf(string field) => Conditions.Where(condition => condition.Field == field).SelectMany(condition => condition.Given);
}
