namespace Hub.Core.Rules;

/// <summary>A question to a message and its conversation.</summary>
/// <param name="Field">What is looked at, one of <see cref="RuleField"/>.</param>
/// <param name="Operator">How, one of <see cref="RuleOperator"/> that the field has.</param>
/// <param name="Values">With what it is compared; one of them is enough.</param>
/// <param name="Negated">Whether it holds where it would not otherwise.</param>
/// <param name="Zone">On whose clocks a time is read, the name of an IANA zone; UTC where it is not said, and for no other field.</param>
public sealed record RuleCondition(string Field, string Operator, IReadOnlyList<string>? Values = null, bool Negated = false, string? Zone = null)
{
    /// <summary>The most that a rule has.</summary>
    public const int Most = 20;

    /// <summary>The most values of one.</summary>
    public const int MostValues = 50;

    /// <summary>The longest value, in UTF-16 units.</summary>
    public const int LongestValue = 500;

    internal IReadOnlyList<string> Given => Values ?? [];
}
