using Hub.Core.Conversations;
using Hub.Core.Security;
using Hub.Core.Storage;

namespace Hub.Core.Rules;

/// <summary>
/// Tells which of the latest conversations a rule would have meant and what it would change; it writes nothing. It looks at each conversation
/// as it is now, with the message that began it or, for a rule on every message, the customer's last one.
/// </summary>
public static class RuleTrial
{
    /// <summary>The most conversations that are looked at.</summary>
    public const int Most = 1_000;

    // a body in a row has 64 KiB at most, so a page is a few megabytes
    private const int PageSize = 50;

    /// <summary>Looks at the latest conversations that a subject may see.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="rule">When it looks, and what it says.</param>
    /// <param name="last">How many, at most <see cref="Most"/>.</param>
    /// <param name="subject">Who asks.</param>
    /// <param name="ct">Ends the look.</param>
    public static async Task<RuleTrialResult> RunAsync(Store store, (string When, RuleContent Content) rule, int last, Subject subject, CancellationToken ct)
    {
        var (content, lookup, fault) = await store.ReadAsync((db, read) => PreparedAsync(db, rule, read), ct);
        if (content is null) return new RuleTrialResult(0, [], fault);
        var (looked, matches, before) = (0, new List<RuleTrialRow>(), long.MaxValue);
        while (looked < Math.Min(last, Most))
        {
            var page = (before, Math.Min(PageSize, last - looked));
            var rows = await store.ReadAsync((db, read) => FactsAsync(db, page, (rule.When, content, lookup!), subject, read), ct);
            if (rows.Count == 0) break;
            foreach (var (message, facts) in rows)
                if (!message.IsIdle && RuleMatch.Of(rule.When, content, facts))
                    matches.Add(new RuleTrialRow(message.ConversationId, message.Number, CodeMask.Apply(message.Subject), message.StoredAt, RuleEffect.Of(content.Actions, facts)));
            looked += rows.Count;
            before = rows[^1].Message.Number;
        }

        return new RuleTrialResult(looked, matches);
    }

    private static async Task<(RuleContent? Content, RuleLookup? Lookup, RuleFault? Fault)> PreparedAsync(
        DbSession db, (string When, RuleContent Content) rule, CancellationToken ct)
    {
        var (content, fault) = await RuleLookup.NamedAsync(db, rule.When, rule.Content, ct);
        return content is null ? (null, null, fault) : (content, await RuleLookup.LoadAsync(db, [content], ct), null);
    }

    private static async Task<List<(RuleMessage Message, RuleFacts Facts)>> FactsAsync(
        DbSession db, (long Before, int Limit) page, (string When, RuleContent Content, RuleLookup Lookup) rule, Subject subject, CancellationToken ct)
    {
        var messages = await RuleMessages.PageAsync(db, page, rule.When == RuleOccasion.Created, subject, ct);
        var receivers = await RuleMessages.ReceiversAsync(db, rule.Content.ValuesOf(RuleField.To).Any() ? [.. messages.Select(message => message.Id)] : [], ct);
        return messages.ConvertAll(message => (message, message.Facts(rule.Lookup, receivers[message.Id], isFirst: true)));
    }
}
