using Hub.Core.Conversations;

namespace Hub.Core.ServiceLevels;

/// <summary>
/// A conversation with its running clocks, and what an entry of the journal does to them. It follows the entries' own instants, so that whoever
/// reads them late comes to the same times.
/// </summary>
internal sealed class ClockedConversation(ConversationFacts facts, ServiceRules rules, Func<Guid> newId)
{
    private readonly Dictionary<string, ServiceClock> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, ServiceClock> _changed = [];
    private string? _status;

    /// <summary>The conversation, its queue and priority as of the entry.</summary>
    public ConversationFacts Facts { get; private set; } = facts;

    /// <summary>The clocks that run.</summary>
    public IReadOnlyCollection<ServiceClock> Running => _running.Values;

    /// <summary>The clocks to be written, those that have ended too.</summary>
    public IReadOnlyCollection<ServiceClock> Changed => _changed.Values;

    /// <summary>The clocks of which it was found here that their promise was broken.</summary>
    public List<ServiceClock> Breached { get; } = [];

    private bool IsParked => Status is ConversationStatus.Pending or ConversationStatus.Snoozed;

    /// <summary>As of the entry, so far as an entry has told; else as it is stored, which may be later.</summary>
    private string Status => _status ?? Facts.Status;

    private ServiceClock? Response => _running.GetValueOrDefault(ServiceMetric.FirstResponse) ?? _running.GetValueOrDefault(ServiceMetric.NextResponse);

    /// <summary>Takes in a clock as it is stored.</summary>
    public void Hold(ServiceClock clock) => _running[clock.Metric] = clock;

    /// <summary>The queue that it was in when the entry was written.</summary>
    public void IsIn(Guid? queue) => Facts = Facts with { QueueId = queue };

    /// <summary>A message arrived.</summary>
    public void Receive(ClockedMessage message, long at)
    {
        if (!message.IsOfCustomer) return;
        _status = ConversationStatus.Open;
        AwaitAnswer(at, Facts.FirstAnswer < message.Seq);
        Begin(ServiceMetric.Resolution, at);
    }

    /// <summary>An answer was written.</summary>
    public void Answer(ClockedMessage message, long at)
    {
        if (Response is { } clock && message.Answers(Facts)) End(clock, at, ClockEnd.Answered);
    }

    /// <summary>Fields of it changed.</summary>
    public void Change(ConversationChanges changes, long at)
    {
        if (changes.Priority is { } priority) Facts = Facts with { Priority = priority };
        _status = changes.Status ?? _status;
        if (changes.EndedBy is { } end)
        {
            foreach (var clock in _running.Values.ToList()) End(clock, at, end);
            return;
        }

        if (changes.Queue || changes.Priority is not null) Retarget(at);
        if (changes.Status is not null) Park(at);
        if (changes.Status is not null || changes.Queue) Begin(ServiceMetric.Resolution, at);
        if (changes.Queue) Await(Facts.WaitingSince, at);
        // its customer waits again since then
        if (changes.Junk == false) Await(at, at);
    }

    /// <summary>A message came to it from elsewhere.</summary>
    public void Gain(long at)
    {
        Begin(ServiceMetric.Resolution, at);
        Await(Facts.WaitingSince, at);
    }

    /// <summary>A message of it went elsewhere: perhaps nobody waits here any more.</summary>
    public void Lose(long at)
    {
        if (Response is { } clock && Facts.WaitingSince is null) End(clock, at, ClockEnd.Moved);
    }

    /// <summary>What decides which target counts has changed.</summary>
    public void Retarget(long at)
    {
        foreach (var clock in _running.Values.ToList())
        {
            if (rules.Find(clock.Metric, Facts, clock.QueueId) is not { } promise) End(clock, at, ClockEnd.NoTarget);
            else if (!clock.IsUnder(promise)) Put(Found(clock, at).Under(promise, at, HoursOf(clock)));
        }
    }

    /// <summary>When something of its clocks happens next; null for never.</summary>
    public long? NextAt() => _running.Values.Min(clock => clock.NextAt(HoursOf(clock)));

    private void Await(long? since, long at)
    {
        // a later one has an entry of its own
        if (since is { } waiting && waiting <= at && Status != ConversationStatus.Resolved) AwaitAnswer(waiting, Facts.FirstAnswer is not null);
    }

    private void AwaitAnswer(long since, bool isAnswered)
    {
        if (Response is null) Begin(isAnswered ? ServiceMetric.NextResponse : ServiceMetric.FirstResponse, since);
    }

    private void Begin(string metric, long at)
    {
        if (Status == ConversationStatus.Resolved || _running.ContainsKey(metric) || rules.Find(metric, Facts, promisedBy: null) is not { } promise) return;
        var clock = ServiceClock.Begin(newId(), (Facts.Id, metric), promise, at);
        Put(IsParked && metric == ServiceMetric.Resolution ? clock.Pause(at, promise.Hours) : clock);
    }

    private void Park(long at)
    {
        if (_running.GetValueOrDefault(ServiceMetric.Resolution) is not { } clock || IsParked == (clock.Time.PausedAt is not null)) return;
        Put(IsParked ? Found(clock, at).Pause(at, HoursOf(clock)) : clock.Resume(at, HoursOf(clock)));
    }

    private void End(ServiceClock clock, long at, string by)
    {
        Put(Found(clock, at).End(at, by));
        _running.Remove(clock.Metric);
    }

    /// <summary>The clock as it stands at an instant; that its promise was broken may be told here first.</summary>
    private ServiceClock Found(ServiceClock clock, long at)
    {
        var found = clock.At(at);
        if (found.BreachedAt != clock.BreachedAt) Breached.Add(found);
        return found;
    }

    private void Put(ServiceClock clock) => _changed[clock.Id] = _running[clock.Metric] = clock;

    private Calendars.BusinessCalendar? HoursOf(ServiceClock clock) => rules.Hours(clock.QueueId, clock.Target);
}
