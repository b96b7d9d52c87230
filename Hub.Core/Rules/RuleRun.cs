using Hub.Core.Conversations;
using Hub.Core.Routing.Choosing;
using Hub.Core.Storage;

namespace Hub.Core.Rules;

/// <summary>The rules at work at one time, and what they do with messages.</summary>
/// <param name="Rules">Those that can be applied, in order.</param>
/// <param name="Lookup">What they name.</param>
/// <param name="Replies">Writes what they answer.</param>
internal sealed record RuleRun(IReadOnlyList<Rule> Rules, RuleLookup Lookup, RuleReplies Replies)
{
    private bool AsksReceivers { get; } = Rules.Any(rule => rule.Content.ValuesOf(RuleField.To).Any());

    /// <summary>Lets the rules look at a message of a conversation that is locked.</summary>
    public async Task LookAsync(Tx tx, RuleMessage message, Conversation conversation, CancellationToken ct)
    {
        var receivers = AsksReceivers ? (await RuleMessages.ReceiversAsync(tx, [message.Id], ct))[message.Id] : [];
        var facts = message.Facts(Lookup, receivers, message.AwaitsRules);
        foreach (var rule in Rules)
        {
            if (!RuleMatch.Of(rule.When, rule.Content, facts)) continue;
            var effect = RuleEffect.Of(rule.Content.Actions, facts);
            conversation = await ActAsync(tx, rule, effect, conversation, ct);
            if (rule.Content.Actions.Reply is { } reply)
                effect = effect with { Reply = await Replies.SendAsync(tx, (rule, Lookup.TextOf(reply)), message, conversation, ct) };
            if (!effect.IsNothing) await RuleHistory.AddAsync(tx, rule, effect, message, ct);
            facts = facts.After(effect);
            if (effect.Stops) return;
        }
    }

    /// <returns>The conversation as it is then.</returns>
    private async Task<Conversation> ActAsync(Tx tx, Rule rule, RuleEffect effect, Conversation before, CancellationToken ct)
    {
        if (!effect.ChangesConversation) return before;
        var after = before with
        {
            QueueId = effect.Queue is { } queue ? Lookup.QueueOf(queue) : before.QueueId,
            Priority = effect.Priority ?? before.Priority,
            Language = effect.Language ?? before.Language,
            Tags = effect.AddedTags is null && effect.RemovedTags is null ? before.Tags : ConversationTags.Write(effect.TagsAfter(ConversationTags.Read(before.Tags))),
            Skills = effect.Skills is null
                ? before.Skills
                : SkillNeed.WriteAll(effect.SkillsAfter(SkillNeed.ReadAll(before.Skills))),
        };
        await ConversationStore.SaveAsync(tx, before, after, rule.Actor, ct);
        return (await ConversationStore.LockAsync(tx, before.Id, ct))!;
    }
}
