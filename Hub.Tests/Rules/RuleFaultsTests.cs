using Hub.Core.Rules;
using static Hub.Tests.Rules.GivenFacts;

namespace Hub.Tests.Rules;

public sealed class RuleFaultsTests
{
    private static readonly RuleActions Stop = new(Stop: true);

    [Theory]
    [InlineData("weather", "is", "x", "field")]
    [InlineData("from", "contains", "x", "operator")]
    [InlineData("from", "is", "", "values")]
    [InlineData("from", "is", "a\nb", "values")]
    [InlineData("words", "contains", "?!", "values")]
    [InlineData("priority", "atLeast", "high", "values")]
    [InlineData("priority", "atLeast", "101", "values")]
    [InlineData("tier", "is", "gold", "values")]
    [InlineData("pointKind", "is", "pigeon", "values")]
    [InlineData("language", "is", "e n", "values")]
    [InlineData("time", "within", "always", "values")]
    [InlineData("attachments", "exist", "yes", "values")]
    public void What_is_no_condition_is_told_by_its_field(string field, string op, string value, string fault) =>
        Assert.Equal($"conditions[1].{fault}", RuleFaults.Of("created", Content(Condition("channel", "is", "mail"), Condition(field, op, value)))?.Field);

    [Fact]
    public void Values_are_there_and_bounded_and_only_a_time_has_a_zone()
    {
        Assert.Equal("conditions[0].values", Of(Condition("from", "is")));
        Assert.Equal("conditions[0].values", Of(Condition("from", "is", [.. Enumerable.Repeat("x", RuleCondition.MostValues + 1)])));
        Assert.Equal("conditions[0].zone", Of(Condition("from", "is", "x") with { Zone = "UTC" }));
        Assert.Equal("conditions[0].zone", Of(Condition("time", "within", "mon 09:00-10:00") with { Zone = "Mars/Olympus" }));
        Assert.Equal("conditions", Of([.. Enumerable.Repeat(Condition("from", "is", "x"), RuleCondition.Most + 1)]));
        Assert.Equal("when", RuleFaults.Of("sometimes", Content())?.Field);
    }

    public static TheoryData<string, RuleActions> Unfit => new()
    {
        { "actions", new RuleActions() },
        { "actions.queue", new RuleActions(Queue: " ") },
        { "actions.priority", new RuleActions(Priority: -101) },
        { "actions.language", new RuleActions(Language: "English!") },
        { "actions.skills", new RuleActions(Skills: [new RuleSkill("french", 6)]) },
        { "actions.skills", new RuleActions(Skills: [new RuleSkill("french"), new RuleSkill("french", 2)]) },
        { "actions.addTags", new RuleActions(AddTags: [new string('x', 61)]) },
        { "actions.removeTags", new RuleActions(AddTags: ["a"], RemoveTags: ["a"]) },
        { "actions.reply", new RuleActions(Reply: new RuleReply()) },
        { "actions.reply", new RuleActions(Reply: new RuleReply(Guid.Empty, "both")) },
        { "actions.reply", new RuleActions(Reply: new RuleReply(Text: new string('x', RuleReply.LongestText + 1))) },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_is_no_action_is_told_by_its_field(string field, RuleActions actions) =>
        Assert.Equal(field, RuleFaults.Of("created", new RuleContent([], actions))?.Field);

    [Fact]
    public void A_whole_rule_has_no_fault() => Assert.Null(RuleFaults.Of("message", new RuleContent(
        [Condition("from", "like", "*@example.org"), Condition("words", "contains", "投诉"), Condition("time", "within", "sat-sun 00:00-24:00") with { Zone = "Asia/Shanghai" }],
        new RuleActions("complaints", [new RuleSkill("中文", 3)], 10, ["投诉"], ["new"], "zh", new RuleReply(Text: "{number}"), Stop: true))));

    private static string? Of(params RuleCondition[] conditions) => RuleFaults.Of("created", new RuleContent(conditions, Stop))?.Field;
}
