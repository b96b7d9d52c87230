using System.Globalization;
using System.Text.RegularExpressions;
using Hub.Core.Agents;
using Hub.Core.Calendars;
using Hub.Core.Contacts;
using Hub.Core.Routing.Choosing;

namespace Hub.Core.Rules;

/// <summary>Judges what a rule says, all but whether what it names is there.</summary>
public static partial class RuleFaults
{
    private const string LanguageFault = "a language is a tag such as en or zh-CN";

    private static readonly string PriorityFault = string.Create(CultureInfo.InvariantCulture, $"a priority is -{RuleActions.MostPriority} to {RuleActions.MostPriority}");

    /// <summary>What is wrong with it first, or null.</summary>
    public static RuleFault? Of(string when, RuleContent content)
    {
        if (!RuleOccasion.All.Contains(when)) return new RuleFault("when", $"it is one of {string.Join(", ", RuleOccasion.All)}");
        if (content.Conditions.Count > RuleCondition.Most || content.Conditions.Any(condition => condition is null))
            return new RuleFault("conditions", $"they are at most {RuleCondition.Most}, and none is null");
        for (var i = 0; i < content.Conditions.Count; i++)
            if (OfCondition(content.Conditions[i]) is { } fault) return fault with { Field = $"conditions[{i}].{fault.Field}" };
        return OfActions(content.Actions) is { } wrong ? wrong with { Field = $"actions{wrong.Field}" } : null;
    }

    private static RuleFault? OfCondition(RuleCondition condition)
    {
        if (!RuleField.Operators.TryGetValue(condition.Field, out var operators)) return new RuleFault("field", $"it is one of {string.Join(", ", RuleField.Operators.Keys)}");
        if (!operators.Contains(condition.Operator)) return new RuleFault("operator", $"of {condition.Field} it is one of {string.Join(", ", operators)}");
        if (condition.Zone is not null && condition.Field != RuleField.Time) return new RuleFault("zone", $"only {RuleField.Time} has one");
        if (condition.Zone is { } zone && WorkCalendar.ZoneFault(zone) is { } unknown) return new RuleFault("zone", unknown);
        var values = condition.Given;
        if (condition.Operator == RuleOperator.Exist) return values.Count == 0 ? null : new RuleFault("values", $"{RuleOperator.Exist} takes none");
        if (values.Count is 0 or > RuleCondition.MostValues) return new RuleFault("values", $"they are 1 to {RuleCondition.MostValues}");
        if (values.Any(value => !IsLine(value, RuleCondition.LongestValue))) return new RuleFault("values", $"one has 1 to {RuleCondition.LongestValue} characters on one line");
        return values.Select(value => ValueFault(condition.Field, value)).FirstOrDefault(fault => fault is not null) is { } wrong ? new RuleFault("values", wrong) : null;
    }

    private static string? ValueFault(string field, string value) => field switch
    {
        RuleField.PointKind => WordFault(value, PointKinds.All),
        RuleField.Tier => WordFault(value, CustomerTier.All),
        RuleField.Language => Tag().IsMatch(value) ? null : LanguageFault,
        RuleField.Subject or RuleField.Text or RuleField.Words => new RuleText(value).Contains(value) ? null : "one has no word in it",
        RuleField.Priority => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && IsPriority(number) ? null : PriorityFault,
        RuleField.Time => WeeklyHours.Read(value) is { Hours.IsEmpty: false } ? null : "they are not of the form mon-fri 09:00-17:30",
        _ => null,
    };

    private static RuleFault? OfActions(RuleActions actions) =>
        actions == new RuleActions() ? new RuleFault("", "there is none")
        : actions.Queue is { } queue && !IsLine(queue, RuleCondition.LongestValue) ? new RuleFault(".queue", "it is a queue's id or key")
        : actions.Priority is { } priority && !IsPriority(priority) ? new RuleFault(".priority", PriorityFault)
        : actions.Language is { } language && !Tag().IsMatch(language) ? new RuleFault(".language", LanguageFault)
        : SkillFault(actions.Skills ?? []) is { } skill ? new RuleFault(".skills", skill)
        : TagFault(actions.AddTags ?? []) is { } added ? new RuleFault(".addTags", added)
        : TagFault(actions.RemoveTags ?? []) is { } removed ? new RuleFault(".removeTags", removed)
        : (actions.AddTags ?? []).Intersect(actions.RemoveTags ?? []).Any() ? new RuleFault(".removeTags", "one of them is added too")
        : ReplyFault(actions.Reply) is { } reply ? new RuleFault(".reply", reply)
        : null;

    private static string? SkillFault(IReadOnlyList<RuleSkill> skills) =>
        skills.Count > RuleActions.MostSkills || skills.Any(skill => skill is null) ? $"they are at most {RuleActions.MostSkills}, and none is null"
        : skills.DistinctBy(skill => skill.Skill).Count() < skills.Count ? "one of them is named twice"
        : skills.Any(skill => !IsLine(skill.Skill, SkillStore.LongestName)) ? $"a skill's name has 1 to {SkillStore.LongestName} characters on one line"
        : skills.Any(skill => skill.Level is < SkillNeed.Lowest or > SkillNeed.Highest) ? "a level is 1 to 5"
        : null;

    private static string? TagFault(IReadOnlyList<string> tags) => tags.Count > RuleActions.MostTags || tags.Any(tag => !IsLine(tag, RuleActions.LongestTag))
        ? $"they are at most {RuleActions.MostTags}, of 1 to {RuleActions.LongestTag} characters each"
        : null;

    private static string? ReplyFault(RuleReply? reply) =>
        reply is null ? null
        : (reply.Canned is null) == (reply.Text is null) ? "it is either a canned answer or a text"
        : reply.Text is { } text && (string.IsNullOrWhiteSpace(text) || text.Length > RuleReply.LongestText || text.Contains('\0', StringComparison.Ordinal)) ? $"a text has 1 to {RuleReply.LongestText} characters"
        : null;

    private static bool IsPriority(long number) => number is >= -RuleActions.MostPriority and <= RuleActions.MostPriority;

    private static string? WordFault(string value, IReadOnlyList<string> words) => words.Contains(value) ? null : $"one is one of {string.Join(", ", words)}";

    private static bool IsLine(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}\z")]
    private static partial Regex Tag();
}
