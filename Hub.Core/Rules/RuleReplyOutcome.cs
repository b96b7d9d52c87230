using Hub.Core.Acknowledgements;

namespace Hub.Core.Rules;

/// <summary>What became of a rule's answer.</summary>
public static class RuleReplyOutcome
{
    /// <summary>It goes out.</summary>
    public const string Sent = "sent";

    /// <summary>A program wrote the message, which no program answers.</summary>
    public const string Program = AnswerGuard.Program;

    /// <summary>The rule has answered in this conversation within the last 24 hours.</summary>
    public const string Once = "once";

    /// <summary>The text is longer than the channel carries.</summary>
    public const string TooLong = "tooLong";
}
