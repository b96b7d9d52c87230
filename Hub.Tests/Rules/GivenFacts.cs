using Hub.Core.Rules;

namespace Hub.Tests.Rules;

/// <summary>A customer's mail as rules see it, and conditions on it.</summary>
internal static class GivenFacts
{
    public static readonly RuleFacts Mail = new()
    {
        IsFirst = true,
        Channel = "mail",
        PointKind = "email",
        From = "ann@sales.example.org",
        To = ["support@localhost", "boss@example.net"],
        Subject = new RuleText("Refund for order 4711"),
        Text = new RuleText("Where is my REFUND? 我要投诉你们。"),
        HasAttachments = true,
        // a Monday, 17:00 in Shanghai
        At = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        OpenCalendars = new HashSet<string> { "office" },
        Tier = "special",
        Organisation = "Example GmbH",
        Language = "zh-CN",
        Queue = "support",
        Priority = 3,
        Tags = ["vip", "退款"],
    };

    public static RuleCondition Condition(string field, string op, params string[] values) => new(field, op, values.Length == 0 ? null : values);

    public static RuleContent Content(params RuleCondition[] conditions) => new(conditions, new RuleActions(Stop: true));

    public static bool Matches(params RuleCondition[] conditions) => RuleMatch.Of(RuleOccasion.Created, Content(conditions), Mail);
}
