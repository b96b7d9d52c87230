using Hub.Core.Agents;
using Hub.Core.Calendars;
using Hub.Core.Contacts;
using Hub.Core.Routing;
using Hub.Core.Routing.Boards;
using Hub.Core.Routing.Choosing;

namespace Hub.Tests.Routing;

/// <summary>A contact centre on a virtual clock: the router's own board and matcher, and a list of who got what.</summary>
internal sealed class Floor(int most = Matcher.MostWaiting)
{
    private readonly Matcher _matcher = new(new Board(), most);
    private long _numbers;

    /// <summary>Who has what, in the order in which it was given.</summary>
    public List<(string Agent, string Customer)> Given { get; } = [];

    public Matcher Matcher => _matcher;

    public long Now { get; private set; } = 1_000_000_000;

    private Dictionary<Guid, string> Names { get; } = [];

    private Dictionary<Guid, long> Timers { get; } = [];

    public Guid Id(string name)
    {
        if (Names.FirstOrDefault(one => one.Value == name) is { Value: not null } known) return known.Key;
        var id = new Guid(Names.Count + 1, 0, 0, new byte[8]);
        Names.Add(id, name);
        return id;
    }

    public void Queue(string key, QueueRouting routing, params string[] members) => Queue(key, routing, null, members);

    public void Queue(string key, QueueRouting routing, BusinessCalendar? hours, params string[] members)
    {
        var queue = _matcher.Board.Put(Id(key), key, 1, routing);
        queue.Calendar = hours is null ? null : (Id($"calendar {key}"), hours);
        _matcher.Board.PutMembers(queue, members.Select((member, rank) => (Id(member), rank)));
    }

    /// <summary>An agent who is full may still be given so many that interrupt.</summary>
    public void Interrupts(string name, int more) => _matcher.Board.AgentOf(Id(name)).InterruptLimit = more * 10;

    /// <summary>An agent is there, with room for so many conversations.</summary>
    public void Agent(string name, int room = 1, string presence = Presence.Available, params (string Skill, int Level)[] skills)
    {
        var agent = _matcher.Board.AgentOf(Id(name));
        (agent.Presence, agent.Limit, agent.IdleSince) = (presence, room * 10, Now);
        agent.Skills = skills.ToDictionary(skill => skill.Skill, skill => skill.Level);
        _matcher.Note(agent, Now);
        Settle();
    }

    public void Waits(string customer, string queue = "support", string tier = CustomerTier.Uniform, Func<WaitingRow, WaitingRow>? with = null)
    {
        var row = new WaitingRow
        {
            Id = Id(customer), Number = ++_numbers, ContactId = Id($"contact {customer}"), QueueId = Id(queue), Version = 1, Weight = 10, Priority = 0,
            Since = Now, Tier = tier,
        };
        Place(with?.Invoke(row) ?? row);
        Settle();
    }

    /// <summary>An agent has finished with a customer.</summary>
    public void Done(string agent)
    {
        var done = _matcher.Board.AgentOf(Id(agent));
        done.Load -= 10;
        _matcher.Note(done, Now);
        Settle();
    }

    /// <summary>Time passes; what it changes happens at its own moment.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + (long)time.TotalMilliseconds;
        while (Timers.Where(timer => timer.Value <= end).OrderBy(timer => timer.Value).Select(timer => (Guid?)timer.Key).FirstOrDefault() is { } due)
        {
            Now = Timers[due];
            Timers.Remove(due);
            if (_matcher.Board.Find(due) is { } waiting) Place(waiting.Row);
            Settle();
        }

        Now = end;
    }

    public bool Has(string agent, string customer) => Given.Contains((agent, customer));

    /// <summary>Makes every match there is; each is one that may be made.</summary>
    public void Settle()
    {
        while (_matcher.Next(Now) is { } match)
        {
            Assert.Null(Choice.WhyNot(match.Question, match.Winner));
            _matcher.Made(match, Now);
            Assert.True(match.Agent.Load <= match.Agent.Limit + (match.Waiting.Interrupts ? match.Agent.InterruptLimit : 0));
            Given.Add((Names[match.Agent.Id], Names[match.Waiting.Id]));
        }
    }

    private void Place(WaitingRow row)
    {
        if (_matcher.Place(row, Now)?.NextStep(Now) is { } next) Timers[row.Id] = next;
    }
}
