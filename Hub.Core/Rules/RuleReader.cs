using Hub.Core.Acknowledgements;
using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Microsoft.Extensions.Options;

namespace Hub.Core.Rules;

/// <summary>
/// Lets the rules look at what customers write. A conversation that began while a rule was at work waits for it, and is routed after that: the
/// mark goes in the transaction of what the rules did, whatever became of them. It reads customers' messages alone, so nothing that a rule
/// does sets off another.
/// </summary>
public sealed class RuleReader(ChannelRegistry channels, IOptions<AcknowledgementOptions> options, AlarmStore alarms) : IJournalReader
{
    /// <summary>Who acts in the entry that tells that the rules have looked at a conversation; what one of them did bears its own name.</summary>
    public const string Actor = "rules";

    // most hubs have no rules, and then messages are not worth a look
    private const string IsUsed = "SELECT 1 WHERE EXISTS (SELECT 1 FROM rules WHERE enabled) OR EXISTS (SELECT 1 FROM conversations WHERE awaits_rules)";

    private const string Release = "UPDATE conversations SET awaits_rules = FALSE, version = version + 1 WHERE id = $1 AND awaits_rules";

    private const string IsStanding = "SELECT 1 FROM alarms WHERE kind = $1 AND subject = $2 AND cleared_at IS NULL";

    private readonly RuleReplies _replies = new(new AnswerGuard(channels, options));

    private bool _isIdle;

    /// <inheritdoc/>
    public string Name => "rules";

    /// <inheritdoc/>
    public JournalStart StartsAt => JournalStart.Beginning;

    /// <inheritdoc/>
    public IJournalReader Fresh() => new RuleReader(channels, options, alarms);

    /// <inheritdoc/>
    public TimeSpan Gathering => TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public bool Concerns(JournalEntry entry) => entry.Kind == JournalKinds.RuleChanged || (entry.Kind == JournalKinds.MessageReceived && !_isIdle);

    /// <inheritdoc/>
    public async Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        foreach (var changed in entries.Where(entry => entry is { Kind: JournalKinds.RuleChanged, Subject: not null }))
            await alarms.ClearAsync(tx, AlarmKinds.RuleBroken, changed.Subject!, ct);
        var messages = entries.Where(entry => entry is { Kind: JournalKinds.MessageReceived, MessageId: not null, ConversationId: not null }).ToList();
        _isIdle = !await tx.Statement(IsUsed).FirstAsync(row => true, ct);
        if (messages.Count == 0 || _isIdle) return;
        var run = await RunOfAsync(tx, ct);
        foreach (var entry in messages) await LookAsync(tx, run, entry, ct);
    }

    /// <inheritdoc/>
    public async Task ParkedAsync(Tx tx, JournalEntry entry, CancellationToken ct)
    {
        if (entry.ConversationId is { } id && await ConversationStore.LockAsync(tx, id, ct) is { } conversation) await ReleaseAsync(tx, conversation, entry.MessageId, ct);
    }

    private static async Task LookAsync(Tx tx, RuleRun run, JournalEntry entry, CancellationToken ct)
    {
        var (id, message) = (entry.ConversationId!.Value, entry.MessageId!.Value);
        if (await ConversationStore.LockAsync(tx, id, ct) is not { } conversation) return;
        // what was moved, merged or marked as junk meanwhile has been in human hands
        if (run.Rules.Count > 0 && !conversation.Junk && await RuleMessages.FindAsync(tx, message, ct) is { IsIdle: false } found && found.ConversationId == id)
            await run.LookAsync(tx, found, conversation, ct);
        await ReleaseAsync(tx, conversation, message, ct);
    }

    private async Task<RuleRun> RunOfAsync(Tx tx, CancellationToken ct)
    {
        var rules = await RuleStore.EnabledAsync(tx, ct);
        var lookup = await RuleLookup.LoadAsync(tx, [.. rules.Select(rule => rule.Content)], ct);
        var usable = new List<Rule>(rules.Count);
        foreach (var rule in rules)
        {
            // a zone may have been renamed since it was said
            if ((RuleFaults.Of(rule.When, rule.Content) ?? lookup.Fault(rule.Content)) is { } fault) await TellAsync(tx, rule, fault, ct);
            else usable.Add(rule);
        }

        return new RuleRun(usable, lookup, _replies);
    }

    private async Task TellAsync(Tx tx, Rule rule, RuleFault fault, CancellationToken ct)
    {
        var subject = Ids.Text(rule.Id);
        if (await tx.Statement(IsStanding).Bind(AlarmKinds.RuleBroken).Bind(subject).FirstAsync(row => true, ct)) return;
        await alarms.RaiseAsync(
            tx, AlarmKinds.RuleBroken, subject, $"The rule \"{rule.Name}\" is passed over: {fault.Field}: {fault.Reason}. Change it or switch it off; conversations go on without it.", ct);
    }

    /// <summary>From here on the conversation is routed.</summary>
    private static async Task ReleaseAsync(Tx tx, Conversation locked, Guid? message, CancellationToken ct)
    {
        if (await tx.Statement(Release).Bind(locked.Id).ExecuteAsync(ct) == 0 || await ConversationStore.LockAsync(tx, locked.Id, ct) is not { } conversation) return;
        tx.Append(new JournalEntry
        {
            At = tx.Time.NowMs(),
            Kind = JournalKinds.ConversationChanged,
            Actor = Actor,
            ConversationId = conversation.Id,
            MessageId = message,
            ContactId = conversation.ContactId,
            QueueId = conversation.QueueId,
            AgentId = conversation.AssigneeId,
            Changes = """{"rules":true}""",
        });
    }
}
