using Hub.Core.Rules;
using static Hub.Tests.Rules.GivenFacts;

namespace Hub.Tests.Rules;

public sealed class RuleEffectTests
{
    [Fact]
    public void Only_what_is_not_so_already_is_changed()
    {
        var same = new RuleActions("support", null, 3, ["vip"], ["gone"], "zh-CN");
        Assert.Equal(new RuleEffect(), RuleEffect.Of(same, Mail));
        var other = RuleEffect.Of(new RuleActions("sales", null, 5, ["vip", "new"], ["退款", "gone"], "en", Stop: true), Mail);
        Assert.Equal(("sales", 5, "en", true), (other.Queue, other.Priority, other.Language, other.Stops));
        Assert.Equal(["new"], other.AddedTags!);
        Assert.Equal(["退款"], other.RemovedTags!);
    }

    [Fact]
    public void A_later_rule_sees_what_the_earlier_did()
    {
        var after = Mail.After(RuleEffect.Of(new RuleActions("sales", [new RuleSkill("french", 3)], 9, ["new"], ["vip"], "fr"), Mail));
        Assert.Equal(("sales", 9, "fr"), (after.Queue, after.Priority, after.Language));
        Assert.Equal(["退款", "new"], after.Tags);
        Assert.Equal(("french", 3), (after.Skills.Single().Skill, after.Skills.Single().Level));
        Assert.Equal(new RuleEffect(), RuleEffect.Of(new RuleActions("sales", [new RuleSkill("french", 3)], 9, ["new"], ["vip"], "fr"), after));
    }

    [Fact]
    public void A_skill_is_asked_for_beside_others_and_in_place_of_itself()
    {
        var facts = Mail.After(new RuleEffect(Skills: [new RuleSkill("english", 2), new RuleSkill("french", 1)]));
        var after = facts.After(RuleEffect.Of(new RuleActions(Skills: [new RuleSkill("french", 4, IsPreferred: true)]), facts));
        Assert.Equal([("english", 2, false), ("french", 4, true)], after.Skills.Select(need => (need.Skill, need.Level, need.IsPreferred)));
    }

    [Fact]
    public void A_conversation_never_gets_more_tags_than_it_may_have()
    {
        var full = Mail with { Tags = [.. Enumerable.Range(0, 49).Select(i => $"tag-{i}")] };
        Assert.Equal(["a"], RuleEffect.Of(new RuleActions(AddTags: ["a", "b"]), full).AddedTags!);
        Assert.Equal(["a", "b"], RuleEffect.Of(new RuleActions(AddTags: ["a", "b"], RemoveTags: ["tag-7"]), full).AddedTags!);
    }

    [Fact]
    public void No_program_is_answered()
    {
        var reply = new RuleActions(Reply: new RuleReply(Text: "Thank you."));
        Assert.Equal(RuleReplyOutcome.Sent, RuleEffect.Of(reply, Mail).Reply);
        Assert.Equal(RuleReplyOutcome.Program, RuleEffect.Of(reply, Mail with { IsOfProgram = true }).Reply);
    }
}
