using Hub.Core.Conversations;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Rules;

/// <summary>What a rule changes of a conversation: of its actions those that it was not like already.</summary>
/// <param name="Queue">The key of its queue from then on.</param>
/// <param name="Priority">Its priority from then on.</param>
/// <param name="AddedTags">Tags that it lacked.</param>
/// <param name="RemovedTags">Tags that it had.</param>
/// <param name="Skills">Skills that it did not ask for so.</param>
/// <param name="Language">Its language from then on.</param>
/// <param name="Reply">What became of the answer, one of <see cref="RuleReplyOutcome"/>; null where the rule has none.</param>
/// <param name="Stops">Whether no later rule looked.</param>
public sealed record RuleEffect(
    string? Queue = null,
    long? Priority = null,
    IReadOnlyList<string>? AddedTags = null,
    IReadOnlyList<string>? RemovedTags = null,
    IReadOnlyList<RuleSkill>? Skills = null,
    string? Language = null,
    string? Reply = null,
    bool Stops = false)
{
    /// <summary>Whether there is nothing to tell of it.</summary>
    internal bool IsNothing => !ChangesConversation && !Stops && Reply is null or RuleReplyOutcome.Once;

    internal bool ChangesConversation =>
        Queue is not null || Priority is not null || AddedTags is not null || RemovedTags is not null || Skills is not null || Language is not null;

    /// <summary>What these actions change.</summary>
    public static RuleEffect Of(RuleActions actions, RuleFacts facts)
    {
        var removed = (actions.RemoveTags ?? []).Intersect(facts.Tags).ToList();
        var room = ConversationTags.Most - (facts.Tags.Count - removed.Count);
        var added = (actions.AddTags ?? []).Except(facts.Tags).Take(room).ToList();
        var held = facts.Skills.ToDictionary(need => need.Skill, StringComparer.Ordinal);
        var skills = (actions.Skills ?? []).Where(skill => !IsHeld(held, skill)).ToList();
        return new RuleEffect(
            Changed(actions.Queue, facts.Queue),
            actions.Priority == facts.Priority ? null : actions.Priority,
            added.Count == 0 ? null : added,
            removed.Count == 0 ? null : removed,
            skills.Count == 0 ? null : skills,
            Changed(actions.Language, facts.Language),
            actions.Reply is null ? null : facts.IsOfProgram ? RuleReplyOutcome.Program : RuleReplyOutcome.Sent,
            actions.Stop);
    }

    internal IReadOnlyList<string> TagsAfter(IReadOnlyList<string> tags) =>
        AddedTags is null && RemovedTags is null ? tags : [.. tags.Except(RemovedTags ?? []).Union(AddedTags ?? [])];

    internal IReadOnlyList<SkillNeed> SkillsAfter(IReadOnlyList<SkillNeed> needs) => Skills is null
        ? needs
        : [.. needs.Where(need => !Skills.Any(skill => skill.Skill == need.Skill)).Concat(Skills.Select(skill => skill.Need)).Take(RuleActions.MostSkills)];

    private static bool IsHeld(Dictionary<string, SkillNeed> held, RuleSkill skill) =>
        held.TryGetValue(skill.Skill, out var need) && need.Level == skill.Level && need.IsPreferred == skill.IsPreferred && need.Relaxations.Count == 0;

    private static string? Changed(string? wanted, string? present) => wanted == present ? null : wanted;
}
