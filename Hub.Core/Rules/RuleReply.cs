namespace Hub.Core.Rules;

/// <summary>What a rule answers: a canned answer or a text of its own, in which <c>{number}</c> stands for the conversation's number.</summary>
/// <param name="Canned">The canned answer's id.</param>
/// <param name="Text">The text.</param>
public sealed record RuleReply(Guid? Canned = null, string? Text = null)
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestText = 4_000;
}
