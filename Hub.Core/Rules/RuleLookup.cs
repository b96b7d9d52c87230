using Hub.Core.Calendars;
using Hub.Core.Routing;
using Hub.Core.Storage;

namespace Hub.Core.Rules;

/// <summary>What rules name, as it is now: queues, calendars and canned answers.</summary>
internal sealed class RuleLookup
{
    private const string Queues = "SELECT id, key FROM queues";

    private const string Calendars = "SELECT id, key FROM calendars";

    private readonly Dictionary<string, Guid> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _keys = [];
    private readonly Dictionary<string, BusinessCalendar> _calendars = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _canned = [];

    /// <summary>Reads what these rules name.</summary>
    public static async Task<RuleLookup> LoadAsync(DbSession db, IReadOnlyCollection<RuleContent> rules, CancellationToken ct)
    {
        var lookup = new RuleLookup();
        foreach (var (id, key) in await PairsAsync(db, Queues, ct)) (lookup._queues[key], lookup._keys[id]) = (id, key);
        var calendars = rules.SelectMany(rule => rule.ValuesOf(RuleField.Calendar)).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, key) in calendars.Count == 0 ? [] : await PairsAsync(db, Calendars, ct))
            if (calendars.Contains(key) && await CalendarStore.LoadAsync(db, id, ct) is { } hours) lookup._calendars[key] = hours;
        var canned = rules.Select(rule => rule.Actions.Reply?.Canned).OfType<Guid>().ToHashSet();
        foreach (var id in canned)
            if (await db.Statement("SELECT text FROM canned_answers WHERE id = $1").Bind(id).FirstAsync(row => row.Text(0), ct) is { } text) lookup._canned[id] = text;
        return lookup;
    }

    /// <summary>A rule's content with the keys of the queues and calendars that it names by id or key; null with what is wrong with it.</summary>
    public static async Task<(RuleContent? Content, RuleFault? Fault)> NamedAsync(DbSession db, string when, RuleContent content, CancellationToken ct)
    {
        if (RuleFaults.Of(when, content) is { } fault) return (null, fault);
        var conditions = new List<RuleCondition>(content.Conditions.Count);
        foreach (var condition in content.Conditions) conditions.Add(await KeyedAsync(db, condition, ct));
        var queue = content.Actions.Queue is { } named ? (await QueueStore.FindByNameAsync(db, named, ct))?.Key ?? named : null;
        var keyed = new RuleContent(conditions, content.Actions with { Queue = queue });
        return (await LoadAsync(db, [keyed], ct)).Fault(keyed) is { } missing ? (null, missing) : (keyed, null);
    }

    /// <summary>Which of what a rule names is not there, or null.</summary>
    public RuleFault? Fault(RuleContent content)
    {
        for (var i = 0; i < content.Conditions.Count; i++)
            if (Missing(content.Conditions[i]) is { } missing) return new RuleFault($"conditions[{i}].values", $"there is no {content.Conditions[i].Field} {missing}");
        return content.Actions.Queue is { } queue && !_queues.ContainsKey(queue) ? new RuleFault("actions.queue", $"there is no queue {queue}")
            : content.Actions.Reply?.Canned is { } canned && !_canned.ContainsKey(canned) ? new RuleFault("actions.reply", "there is no such canned answer")
            : null;
    }

    /// <summary>The queue of a key that is there.</summary>
    public Guid QueueOf(string key) => _queues[key];

    /// <summary>The key of a queue; null for none.</summary>
    public string? KeyOf(Guid? queue) => queue is { } id ? _keys.GetValueOrDefault(id) : null;

    /// <summary>The keys of the calendars that are open at a time.</summary>
    public IReadOnlySet<string> OpenAt(DateTimeOffset at) =>
        _calendars.Where(calendar => calendar.Value.IsOpen(at)).Select(calendar => calendar.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>The text of an answer that is there.</summary>
    public string TextOf(RuleReply reply) => reply.Text ?? _canned[reply.Canned!.Value];

    private string? Missing(RuleCondition condition) => condition.Field switch
    {
        RuleField.Queue => condition.Given.FirstOrDefault(key => !_queues.ContainsKey(key)),
        RuleField.Calendar => condition.Given.FirstOrDefault(key => !_calendars.ContainsKey(key)),
        _ => null,
    };

    private static async Task<RuleCondition> KeyedAsync(DbSession db, RuleCondition condition, CancellationToken ct)
    {
        if (condition.Field is not (RuleField.Queue or RuleField.Calendar)) return condition;
        var keys = new List<string>(condition.Given.Count);
        foreach (var value in condition.Given)
            keys.Add((condition.Field == RuleField.Queue
                ? (await QueueStore.FindByNameAsync(db, value, ct))?.Key
                : (await CalendarStore.FindByNameAsync(db, value, ct))?.Key) ?? value);
        return condition with { Values = keys };
    }

    private static Task<List<(Guid Id, string Key)>> PairsAsync(DbSession db, string sql, CancellationToken ct) =>
        db.Statement(sql).ListAsync(row => (row.Id(0), row.Text(1)), ct);
}
