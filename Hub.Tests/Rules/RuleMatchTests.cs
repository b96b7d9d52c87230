using Hub.Core.Rules;
using static Hub.Tests.Rules.GivenFacts;

namespace Hub.Tests.Rules;

public sealed class RuleMatchTests
{
    [Theory]
    [InlineData("channel", "is", "mail", true)]
    [InlineData("channel", "is", "chat", false)]
    [InlineData("pointKind", "is", "email", true)]
    [InlineData("pointKind", "is", "phone", false)]
    [InlineData("from", "is", "Ann@Sales.Example.org", true)]
    [InlineData("from", "is", "ann@example.org", false)]
    [InlineData("from", "domain", "sales.example.org", true)]
    [InlineData("from", "domain", "example.org", true)]
    [InlineData("from", "domain", "ample.org", false)]
    [InlineData("from", "domain", "ann@sales.example.org", false)]
    [InlineData("from", "like", "*@*.example.org", true)]
    [InlineData("from", "like", "AN?@*", true)]
    [InlineData("from", "like", "ann@", false)]
    [InlineData("to", "is", "boss@example.net", true)]
    [InlineData("to", "domain", "example.net", true)]
    [InlineData("to", "like", "sales@*", false)]
    [InlineData("subject", "contains", "refund", true)]
    [InlineData("subject", "contains", "order 4711", true)]
    [InlineData("subject", "contains", "4711 order", false)]
    [InlineData("subject", "contains", "fund", false)]
    [InlineData("text", "contains", "my refund", true)]
    [InlineData("text", "contains", "投诉", true)]
    [InlineData("text", "contains", "诉投", false)]
    [InlineData("text", "contains", "4711", false)]
    [InlineData("words", "contains", "4711", true)]
    [InlineData("words", "contains", "投诉", true)]
    [InlineData("words", "contains", "换货", false)]
    [InlineData("language", "is", "zh", true)]
    [InlineData("language", "is", "ZH-cn", true)]
    [InlineData("language", "is", "z", false)]
    [InlineData("language", "is", "en", false)]
    [InlineData("tier", "is", "special", true)]
    [InlineData("tier", "is", "uniform", false)]
    [InlineData("organisation", "is", "example gmbh", true)]
    [InlineData("organisation", "like", "Example*", true)]
    [InlineData("organisation", "like", "*Ltd", false)]
    [InlineData("tag", "is", "VIP", true)]
    [InlineData("tag", "is", "退款", true)]
    [InlineData("tag", "is", "new", false)]
    [InlineData("queue", "is", "support", true)]
    [InlineData("queue", "is", "sales", false)]
    [InlineData("priority", "is", "3", true)]
    [InlineData("priority", "atLeast", "3", true)]
    [InlineData("priority", "atLeast", "4", false)]
    [InlineData("priority", "atMost", "3", true)]
    [InlineData("priority", "atMost", "-1", false)]
    [InlineData("calendar", "open", "office", true)]
    [InlineData("calendar", "closed", "office", false)]
    [InlineData("calendar", "closed", "shop", true)]
    [InlineData("time", "within", "mon 09:00-10:00", true)]
    [InlineData("time", "within", "mon 08:00-09:00", false)]
    [InlineData("time", "within", "tue-sun 00:00-24:00", false)]
    public void A_condition_asks_its_field(string field, string op, string value, bool holds)
    {
        Assert.Equal(holds, Matches(Condition(field, op, value)));
        Assert.Equal(!holds, Matches(Condition(field, op, value) with { Negated = true }));
    }

    [Fact]
    public void All_conditions_must_hold_and_one_value_of_each_is_enough()
    {
        var from = Condition("from", "domain", "example.com", "example.org");
        Assert.True(Matches());
        Assert.True(Matches(from, Condition("words", "contains", "换货", "投诉")));
        Assert.False(Matches(from, Condition("words", "contains", "换货", "changed")));
    }

    [Fact]
    public void A_time_is_that_of_the_zone()
    {
        var afternoon = Condition("time", "within", "mon 16:30-17:30");
        Assert.False(Matches(afternoon));
        Assert.True(Matches(afternoon with { Zone = "Asia/Shanghai" }));
    }

    [Fact]
    public void A_message_without_files_matches_their_absence()
    {
        var files = Condition("attachments", "exist");
        Assert.True(Matches(files));
        Assert.True(RuleMatch.Of(RuleOccasion.Created, Content(files with { Negated = true }), Mail with { HasAttachments = false }));
    }

    [Fact]
    public void What_is_not_known_is_like_nothing()
    {
        var unknown = new RuleFacts { Channel = "chat" };
        foreach (var field in new[] { "from", "organisation", "language", "queue", "subject", "text", "to", "tag", "pointKind" })
        {
            var condition = Condition(field, RuleField.Operators[field][0], "x");
            Assert.False(RuleMatch.Of(RuleOccasion.Message, Content(condition), unknown));
            Assert.True(RuleMatch.Of(RuleOccasion.Message, Content(condition with { Negated = true }), unknown));
        }
    }

    [Fact]
    public void A_rule_on_beginnings_does_not_look_at_later_messages()
    {
        Assert.False(RuleMatch.Of(RuleOccasion.Created, Content(), Mail with { IsFirst = false }));
        Assert.True(RuleMatch.Of(RuleOccasion.Message, Content(), Mail with { IsFirst = false }));
        Assert.True(RuleMatch.Of(RuleOccasion.Message, Content(), Mail));
    }

    [Fact]
    public void A_hostile_pattern_ends()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 200)) + "b";
        var mail = Mail with { From = new string('a', 300) };
        Assert.False(RuleMatch.Of(RuleOccasion.Created, Content(Condition("from", "like", pattern)), mail));
    }
}
