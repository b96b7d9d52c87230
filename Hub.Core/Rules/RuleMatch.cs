using System.Globalization;
using System.IO.Enumeration;
using Hub.Core.Calendars;
using static System.StringComparison;

namespace Hub.Core.Rules;

/// <summary>Whether a rule means a message: a pure function of the rule and the facts.</summary>
public static class RuleMatch
{
    /// <summary>Whether it is an occasion of the rule's and all of its conditions hold. The rule has no <see cref="RuleFaults">fault</see>.</summary>
    public static bool Of(string when, RuleContent content, RuleFacts facts) =>
        (facts.IsFirst || when == RuleOccasion.Message) && content.Conditions.All(condition => Holds(condition, facts));

    private static bool Holds(RuleCondition condition, RuleFacts facts) => IsAsked(condition, facts) != condition.Negated;

    private static bool IsAsked(RuleCondition condition, RuleFacts facts) => condition.Field switch
    {
        RuleField.Channel => condition.Given.Contains(facts.Channel, StringComparer.OrdinalIgnoreCase),
        RuleField.PointKind => condition.Given.Contains(facts.PointKind),
        RuleField.From => IsAddress(condition, facts.From),
        RuleField.To => facts.To.Any(address => IsAddress(condition, address)),
        RuleField.Subject => condition.Given.Any(facts.Subject.Contains),
        RuleField.Text => condition.Given.Any(facts.Text.Contains),
        RuleField.Words => condition.Given.Any(facts.Subject.Contains) || condition.Given.Any(facts.Text.Contains),
        RuleField.Language => facts.Language is { } tag && condition.Given.Any(value => IsLanguage(value, tag)),
        RuleField.Tier => condition.Given.Contains(facts.Tier),
        RuleField.Organisation => facts.Organisation is { } name && condition.Given.Any(value => IsName(condition.Operator, value, name)),
        RuleField.Tag => condition.Given.Any(value => facts.Tags.Contains(value, StringComparer.OrdinalIgnoreCase)),
        RuleField.Queue => condition.Given.Contains(facts.Queue),
        RuleField.Priority => condition.Given.Any(value => IsNumber(condition.Operator, value, facts.Priority)),
        RuleField.Attachments => facts.HasAttachments,
        RuleField.Calendar => condition.Given.Any(key => facts.OpenCalendars.Contains(key) == (condition.Operator == RuleOperator.Open)),
        RuleField.Time => IsWithin(condition, facts.At),
        _ => throw new ArgumentException($"There is no field {condition.Field}.", nameof(condition)),
    };

    private static bool IsAddress(RuleCondition condition, string? address) =>
        address is not null && condition.Given.Any(value => condition.Operator == RuleOperator.Domain ? IsInDomain(value, address) : IsName(condition.Operator, value, address));

    private static bool IsInDomain(string domain, string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 0 || !address.EndsWith(domain, OrdinalIgnoreCase)) return false;
        var before = address.Length - domain.Length - 1;
        return before == at || (before > at && address[before] == '.');
    }

    private static bool IsName(string op, string value, string name) =>
        op == RuleOperator.Like ? FileSystemName.MatchesSimpleExpression(value, name, ignoreCase: true) : name.Equals(value, OrdinalIgnoreCase);

    private static bool IsLanguage(string value, string tag) =>
        tag.StartsWith(value, OrdinalIgnoreCase) && (tag.Length == value.Length || tag[value.Length] == '-');

    private static bool IsNumber(string op, string value, long number)
    {
        var limit = long.Parse(value, CultureInfo.InvariantCulture);
        return op switch
        {
            RuleOperator.AtLeast => number >= limit,
            RuleOperator.AtMost => number <= limit,
            _ => number == limit,
        };
    }

    private static bool IsWithin(RuleCondition condition, DateTimeOffset at)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(condition.Zone ?? "UTC");
        return condition.Given.Any(value => new BusinessCalendar(zone, WeeklyHours.Read(value).Hours!, []).IsOpen(at));
    }
}
