using System.Text.Json;
using Hub.Core.Alarms;
using Hub.Core.Channels;
using Hub.Core.Journal;
using Hub.Core.Storage;
using Hub.Core.Timers;
using static Hub.Core.Journal.JournalKinds;

namespace Hub.Core.ServiceLevels;

/// <summary>
/// Starts, pauses, ends and changes the clocks of conversations. What queues promise it remembers, as long as every transaction commits: where
/// nobody promises anything an entry costs nothing, else a batch of them takes three queries.
/// </summary>
public sealed class ServiceLevelReader(ChannelRegistry channels, AlarmStore alarms) : IJournalReader
{
    /// <summary>Its lasting name.</summary>
    public const string ReaderName = "service-levels";

    private static readonly HashSet<string> OfConversations = [MessageReceived, MessageCreated, MessageMoved, ConversationChanged];

    private ServiceRules? _rules;

    /// <inheritdoc/>
    public string Name => ReaderName;

    /// <inheritdoc/>
    public JournalStart StartsAt => JournalStart.Beginning;

    /// <inheritdoc/>
    public IJournalReader Fresh() => new ServiceLevelReader(channels, alarms);

    /// <inheritdoc/>
    public TimeSpan Gathering => TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public bool Concerns(JournalEntry entry) =>
        entry.Kind is QueueChanged or CalendarChanged || (_rules is not { IsEmpty: true } && (entry.Kind == ContactChanged || OfConversations.Contains(entry.Kind)));

    /// <inheritdoc/>
    public async Task HandleAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        await RefreshAsync(tx, entries, ct);
        if (_rules!.IsEmpty) return;
        var relevant = entries.Where(entry => OfConversations.Contains(entry.Kind) || (entry.Kind == ContactChanged && _rules.KnowTiers)).ToList();
        if (relevant.Count == 0) return;
        var conversations = await LoadAsync(tx, _rules, relevant, ct);
        if (conversations.Count == 0) return;
        var messages = await ClockFacts.OfMessagesAsync(
            tx, [.. relevant.Where(entry => entry.ConversationId is { } id && conversations.ContainsKey(id)).Select(entry => entry.MessageId).OfType<Guid>().Distinct()], ct);
        foreach (var entry in relevant) Apply(entry, conversations, messages);
        foreach (var conversation in conversations.Values.Where(one => one.Changed.Count > 0)) await SaveAsync(tx, conversation, ct);
    }

    /// <summary>Reads the promises where they may have changed; the clocks that run by them are reckoned anew in pieces.</summary>
    private async Task RefreshAsync(Tx tx, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        var changed = entries.Where(entry => entry.Kind is QueueChanged or CalendarChanged).ToList();
        if (_rules is not null && changed.Count == 0) return;
        _rules = await ServiceRules.LoadAsync(tx, ct);
        var queues = changed.SelectMany(entry => entry.Kind == QueueChanged ? [entry.QueueId!.Value] : _rules.Following(Guid.Parse(entry.Subject!)));
        foreach (var queue in queues.Distinct()) await TimerQueue.SetAfterAsync(tx, QueueClocksTimer.TimerKind, queue, TimeSpan.Zero, ct);
    }

    /// <summary>The conversations in which a clock runs, or may begin to.</summary>
    private async Task<Dictionary<Guid, ClockedConversation>> LoadAsync(Tx tx, ServiceRules rules, List<JournalEntry> entries, CancellationToken ct)
    {
        var ids = entries.Where(entry => entry.Kind != ContactChanged).Select(entry => entry.ConversationId).Concat(entries.Select(ComesFrom)).OfType<Guid>().ToHashSet();
        var contacts = entries.Where(entry => entry.Kind == ContactChanged).Select(entry => entry.ContactId).OfType<Guid>().ToHashSet();
        if (contacts.Count > 0) ids.UnionWith(await ServiceClocks.OfContactsAsync(tx, contacts, ct));
        var clocks = await ServiceClocks.RunningAsync(tx, ids, ct);
        var promised = entries.Where(entry => rules.Promises(entry.QueueId)).Select(entry => entry.ConversationId).OfType<Guid>().Concat(clocks.Select(clock => clock.ConversationId)).ToHashSet();
        var facts = await ClockFacts.OfConversationsAsync(tx, promised, channels, ct);
        var queues = entries.Select(entry => entry.QueueId).Concat(facts.Values.Select(one => one.QueueId)).OfType<Guid>().Where(queue => rules.Promises(queue));
        await rules.NeedHoursAsync(tx, queues.Concat(clocks.Select(clock => clock.QueueId)), ct);
        var conversations = facts.ToDictionary(one => one.Key, one => new ClockedConversation(one.Value, rules, () => Ids.New(tx.Time)));
        foreach (var clock in clocks) conversations.GetValueOrDefault(clock.ConversationId)?.Hold(clock);
        return conversations;
    }

    private static void Apply(JournalEntry entry, Dictionary<Guid, ClockedConversation> conversations, Dictionary<Guid, ClockedMessage> messages)
    {
        if (entry.Kind == ContactChanged)
        {
            foreach (var one in conversations.Values.Where(one => one.Facts.ContactId == entry.ContactId)) one.Retarget(entry.At);
            return;
        }

        if (ComesFrom(entry) is { } from) conversations.GetValueOrDefault(from)?.Lose(entry.At);
        if (entry.ConversationId is not { } id || conversations.GetValueOrDefault(id) is not { } conversation) return;
        conversation.IsIn(entry.QueueId);
        var message = entry.MessageId is { } named ? messages.GetValueOrDefault(named) : null;
        if (entry.Kind == ConversationChanged) conversation.Change(ConversationChanges.Of(entry.Changes), entry.At);
        else if (entry.Kind == MessageMoved) conversation.Gain(entry.At);
        else if (entry.Kind == MessageReceived && message is not null) conversation.Receive(message, entry.At);
        else if (entry.Kind == MessageCreated && message is not null) conversation.Answer(message, entry.At);
    }

    private async Task SaveAsync(Tx tx, ClockedConversation conversation, CancellationToken ct)
    {
        foreach (var clock in conversation.Changed)
        {
            await ServiceClocks.SaveAsync(tx, clock, ct);
            if (clock is { EndedAt: not null, Steps.Length: > 0 }) await alarms.ClearAsync(tx, AlarmKinds.ServiceLate, Escalating.AlarmOf(clock), ct);
        }

        foreach (var clock in conversation.Breached) ClockEntries.Append(tx, SlaBreached, conversation.Facts, clock);
        ClockEntries.AppendChanged(tx, conversation.Facts, conversation.Running);
        await ServiceLevelTimer.SetAsync(tx, conversation.Facts.Id, conversation.NextAt(), ct);
    }

    /// <summary>The conversation that a message left for the entry's one.</summary>
    private static Guid? ComesFrom(JournalEntry entry)
    {
        if (entry is not { Kind: MessageMoved, Changes: { } changes }) return null;
        using var json = JsonDocument.Parse(changes);
        return json.RootElement.TryGetProperty("from", out var from) ? from.GetGuid() : null;
    }
}
