using Hub.Core.Calendars;
using Hub.Core.Storage;

namespace Hub.Core.ServiceLevels;

/// <summary>What queues promise, with the calendars by which they do, as it was when it was read.</summary>
internal sealed class ServiceRules
{
    private const string Queues =
        "SELECT q.id, q.version, q.calendar_id, COALESCE(k.version, 0) AS calendar_version, q.service_levels FROM queues q LEFT JOIN calendars k ON k.id = q.calendar_id";

    private readonly Dictionary<Guid, QueueRule> _queues;
    private readonly Dictionary<Guid, BusinessCalendar?> _calendars = [];

    /// <summary>Those of these queues, whose calendars are not known yet.</summary>
    public ServiceRules(IEnumerable<QueueRule> queues) => _queues = queues.ToDictionary(queue => queue.Id);

    /// <summary>Whether no queue promises anything.</summary>
    public bool IsEmpty => _queues.Values.All(queue => queue.Promises.Targets.Count == 0);

    /// <summary>Whether anything depends on the customer's tier.</summary>
    public bool KnowTiers => _queues.Values.Any(queue => queue.Promises.Targets.Any(target => target.Tier is not null));

    /// <summary>Those of all queues.</summary>
    public static async Task<ServiceRules> LoadAsync(DbSession db, CancellationToken ct) => new((await db.ListAsync<QueueRow>(Queues, null, ct)).Select(Read));

    /// <summary>Those of some queues, with their calendars.</summary>
    public static async Task<ServiceRules> LoadAsync(DbSession db, IReadOnlyCollection<Guid> queues, CancellationToken ct)
    {
        if (queues.Count == 0) return new ServiceRules([]);
        var rules = new ServiceRules((await db.ListAsync<QueueRow>($"{Queues} WHERE q.id IN @ids", queues, null, ct)).Select(Read));
        await rules.NeedHoursAsync(db, queues, ct);
        return rules;
    }

    /// <summary>The queues that follow a calendar.</summary>
    public IEnumerable<Guid> Following(Guid calendar) => _queues.Values.Where(queue => queue.CalendarId == calendar).Select(queue => queue.Id);

    /// <summary>A queue, or null.</summary>
    public QueueRule? Of(Guid? queue) => queue is { } id ? _queues.GetValueOrDefault(id) : null;

    /// <summary>Whether a queue promises anything.</summary>
    public bool Promises(Guid? queue) => Of(queue)?.Promises.Targets.Count > 0;

    /// <summary>Reads the calendars of these queues, so far as they are not known.</summary>
    public async Task NeedHoursAsync(DbSession db, IEnumerable<Guid> queues, CancellationToken ct)
    {
        foreach (var calendar in queues.Select(queue => Of(queue)?.CalendarId).OfType<Guid>().Distinct())
            if (!_calendars.ContainsKey(calendar)) _calendars[calendar] = await CalendarStore.LoadAsync(db, calendar, ct);
    }

    /// <summary>By which calendar the time of a target of a queue passes; null for always open.</summary>
    public BusinessCalendar? Hours(Guid queue, ServiceTarget target) =>
        target.BusinessTime && Of(queue)?.CalendarId is { } calendar ? _calendars[calendar] : null;

    /// <summary>What counts for a conversation: its queue's target, or where that promises nothing the one of the queue that promised it.</summary>
    public Promise? Find(string metric, ConversationFacts facts, Guid? promisedBy) => Find(metric, facts, Of(facts.QueueId)) ?? Find(metric, facts, Of(promisedBy));

    private Promise? Find(string metric, ConversationFacts facts, QueueRule? queue) =>
        queue?.Promises.Choose(metric, facts.ChannelKind, facts.Priority, facts.Tier) is { } target ? new Promise(queue, target, Hours(queue.Id, target)) : null;

    private static QueueRule Read(QueueRow row) => new()
    {
        Id = row.Id, Version = row.Version, CalendarId = row.CalendarId, CalendarVersion = row.CalendarVersion, Promises = QueueTargets.Parse(row.ServiceLevels),
    };

    private sealed record QueueRow
    {
        public Guid Id { get; init; }
        public long Version { get; init; }
        public Guid? CalendarId { get; init; }
        public long CalendarVersion { get; init; }
        public string ServiceLevels { get; init; } = QueueTargets.Nothing;
    }
}
