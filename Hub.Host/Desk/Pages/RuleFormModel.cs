using Hub.Core.Calendars;
using Hub.Core.Canned;
using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;
using Hub.Core.Rules;
using Hub.Host.Desk.Reading;

namespace Hub.Host.Desk.Pages;

/// <summary>A rule to edit and to try, or a new one.</summary>
public sealed record RuleFormModel
{
    /// <summary>How many conversations a rule is tried on.</summary>
    public static readonly IReadOnlyList<int> Counts = [100, 500, RuleTrial.Most];

    /// <summary>How many of those that it would have meant are shown.</summary>
    public const int MostShown = 200;

    private const int Spare = 2;

    public required ShellModel Shell { get; init; }

    /// <summary>The rule; null for a new one.</summary>
    public required Rule? Rule { get; init; }

    /// <summary>What it would have done; null where it was not tried.</summary>
    public required RuleTrialResult? Trial { get; init; }

    public required IReadOnlyList<WorkQueue> Queues { get; init; }

    public required IReadOnlyList<WorkCalendar> Calendars { get; init; }

    public required IReadOnlyList<CannedAnswer> Canned { get; init; }

    public required IReadOnlyList<string> Channels { get; init; }

    public RuleActions Actions => Rule?.Content.Actions ?? new RuleActions();

    /// <summary>The conditions with some rows to fill in.</summary>
    public IReadOnlyList<RuleCondition?> Conditions => Padded(Rule?.Content.Conditions ?? [], RuleCondition.Most);

    /// <summary>The skills with some rows to fill in.</summary>
    public IReadOnlyList<RuleSkill?> Skills => Padded(Actions.Skills ?? [], RuleActions.MostSkills);

    public static IEnumerable<int> Levels => Enumerable.Range(SkillNeed.Lowest, SkillNeed.Highest);

    private static List<T?> Padded<T>(IReadOnlyList<T> items, int most)
        where T : class => [.. items, .. Enumerable.Repeat<T?>(null, Math.Min(Spare, most - items.Count))];
}
