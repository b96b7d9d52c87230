using Hub.Core.Acknowledgements;
using Hub.Core.Conversations;
using Hub.Core.Storage;

namespace Hub.Core.Rules;

/// <summary>
/// Writes what a rule answers: an automatic answer like an acknowledgement, judged by the same guard, and once in 24 hours for each rule and
/// conversation, which the key of <c>rule_replies</c> makes sure of.
/// </summary>
internal sealed class RuleReplies(AnswerGuard guard)
{
    private static readonly TimeSpan WorthSending = TimeSpan.FromHours(4);

    private const string Claim =
        """
        INSERT INTO rule_replies (rule_id, conversation_id, at) VALUES ($1, $2, {now})
        ON CONFLICT (rule_id, conversation_id) DO UPDATE SET at = excluded.at WHERE rule_replies.at <= {now} - $3
        """;

    /// <summary>Answers a message; its conversation is locked.</summary>
    /// <returns>What became of it, one of <see cref="RuleReplyOutcome"/> or the guard's word.</returns>
    public async Task<string> SendAsync(Tx tx, (Rule Rule, string Text) answer, RuleMessage message, Conversation conversation, CancellationToken ct)
    {
        var begun = Begun(message, conversation);
        var (account, why) = await guard.JudgeAsync(tx, begun, ct);
        if (account is null) return why!;
        var text = answer.Text.Replace(Acknowledgement.NumberPlace, FormattableString.Invariant($"{conversation.Number}"), StringComparison.Ordinal);
        if (text.Length > account.Capabilities.MaxTextLength) return RuleReplyOutcome.TooLong;
        var isClaimed = await tx.Statement(Claim).Bind(answer.Rule.Id).Bind(conversation.Id).Bind((long)Acknowledger.Silence.TotalMilliseconds).ExecuteAsync(ct) == 1;
        if (!isClaimed) return RuleReplyOutcome.Once;
        await AutomaticAnswer.WriteAsync(tx, begun, account, new AutomaticText(text, WorthSending, answer.Rule.Actor), ct);
        return RuleReplyOutcome.Sent;
    }

    private static BegunConversation Begun(RuleMessage message, Conversation conversation) => new()
    {
        Id = conversation.Id,
        Number = conversation.Number,
        ContactId = conversation.ContactId,
        QueueId = conversation.QueueId,
        AssigneeId = conversation.AssigneeId,
        Channel = message.Channel,
        From = message.FromAddress ?? "",
        Flags = message.Flags,
        Subject = message.Subject,
        Body = message.Body,
        Language = message.Language ?? message.ContactLanguage,
        StoredAt = message.StoredAt,
    };
}
