namespace Hub.Core.Rules;

/// <summary>A conversation that a rule would have meant.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">Its short number.</param>
/// <param name="Subject">The subject, codes hidden.</param>
/// <param name="At">When the message came that it would have looked at, UTC milliseconds.</param>
/// <param name="Effect">What would change of the conversation as it is now.</param>
public sealed record RuleTrialRow(Guid ConversationId, long Number, string? Subject, long At, RuleEffect Effect);
