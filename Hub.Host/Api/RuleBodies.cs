using System.Text.Json.Serialization;
using Hub.Core.Rules;

namespace Hub.Host.Api;

/// <summary>A rule to add, off unless it says otherwise: <c>when</c> is <c>created</c> or <c>message</c>; all conditions must hold.</summary>
internal sealed record NewRuleBody(
    string Name, RuleActions Actions, IReadOnlyList<RuleCondition>? Conditions = null, string When = RuleOccasion.Created, bool Enabled = false)
{
    [JsonIgnore]
    public RuleContent Content => new(Conditions ?? [], Actions);

    [JsonIgnore]
    public NewRule New => new(Name, When, Enabled, Content);

    public Problem? Fault() => Input.LineFault(Name, Rule.LongestName) is { } name ? Problem.Invalid("name", name) : null;
}

/// <summary>What to change of a rule; what is left out stays. <c>place</c> is among all rules, the first being 0: the others move.</summary>
internal sealed record RuleChangeBody(
    string? Name = null, string? When = null, bool? Enabled = null, int? Place = null, IReadOnlyList<RuleCondition>? Conditions = null, RuleActions? Actions = null)
{
    [JsonIgnore]
    public RuleChange Change => new(Name, When, Enabled, Place, Conditions, Actions);

    public Problem? Fault() =>
        Input.LineFault(Name, Rule.LongestName) is { } name ? Problem.Invalid("name", name)
        : Place is < 0 or >= Rule.Most ? Problem.Invalid("place", $"it is 0 to {Rule.Most - 1}")
        : null;
}

/// <summary>A rule to try on the latest conversations: one that is there by its id, or one that is not yet.</summary>
internal sealed record RuleTrialBody(Guid? Id = null, NewRuleBody? Rule = null, int Last = 100)
{
    public Problem? Fault() =>
        (Id is null) == (Rule is null) ? Problem.Invalid("rule", "give either a rule or the id of one")
        : Last is < 1 or > RuleTrial.Most ? Problem.Invalid("last", $"it is 1 to {RuleTrial.Most}")
        : Rule?.Fault();
}
