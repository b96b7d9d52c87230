using Hub.Core;
using Hub.Core.Rules;

namespace Hub.Host.Api;

/// <summary>A rule as the API shows it.</summary>
internal sealed record RuleView(
    string Id,
    string Name,
    long Place,
    bool Enabled,
    string When,
    IReadOnlyList<RuleCondition> Conditions,
    RuleActions Actions,
    long Version,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset ChangedAt,
    string ChangedBy)
{
    public static RuleView Of(Rule rule) => new(
        Ids.Text(rule.Id), rule.Name, rule.Place, rule.Enabled, rule.When, rule.Content.Conditions, rule.Content.Actions, rule.Version,
        rule.CreatedAt.ToTime(), rule.CreatedBy, rule.ChangedAt.ToTime(), rule.ChangedBy);
}

/// <summary>A rule as it was when it acted; it may be deleted since.</summary>
internal sealed record RuleRef(string Id, string Name, long Version);

/// <summary>What a rule did with a conversation, at which of its messages.</summary>
internal sealed record RuleRecordView(RuleRef Rule, string MessageId, RuleEffect Effect, DateTimeOffset At)
{
    public static RuleRecordView Of(RuleRecord record) => new(
        new RuleRef(Ids.Text(record.RuleId), record.RuleName, record.RuleVersion), Ids.Text(record.MessageId), record.Effect, record.At.ToTime());
}

/// <summary>A conversation that the rule would have meant, and what would change of it as it is now.</summary>
internal sealed record RuleTrialItem(string ConversationId, long Number, string? Subject, DateTimeOffset At, RuleEffect Effect)
{
    public static RuleTrialItem Of(RuleTrialRow row) => new(Ids.Text(row.ConversationId), row.Number, row.Subject, row.At.ToTime(), row.Effect);
}

/// <summary>What a rule would have done: how many conversations were looked at, and those that it would have meant.</summary>
internal sealed record RuleTrialView(int Looked, int Matched, IReadOnlyList<RuleTrialItem> Items)
{
    public static RuleTrialView Of(RuleTrialResult result) => new(result.Looked, result.Matches.Count, [.. result.Matches.Select(RuleTrialItem.Of)]);
}
