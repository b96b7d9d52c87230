namespace Hub.Core.Rules;

/// <summary>What became of a wish to add, change or delete a rule.</summary>
public abstract record RuleResult
{
    private RuleResult()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Rule">The rule as it is now, or was.</param>
    public sealed record Done(Rule Rule) : RuleResult;

    /// <summary>There is no such rule.</summary>
    public sealed record NotFound : RuleResult;

    /// <summary>It was changed since the caller read it.</summary>
    /// <param name="Rule">The rule as it is now.</param>
    public sealed record VersionDiffers(Rule Rule) : RuleResult;

    /// <summary>There are as many as there may be.</summary>
    public sealed record Full : RuleResult;

    /// <summary>It cannot be so.</summary>
    /// <param name="Fault">Why.</param>
    public sealed record Refused(RuleFault Fault) : RuleResult;
}
