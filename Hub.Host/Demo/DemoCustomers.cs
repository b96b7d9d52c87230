using Hub.Host.Demo.Stories;

namespace Hub.Host.Demo;

/// <summary>Everybody who writes: they begin stories, get the answers, and reply.</summary>
internal sealed class DemoCustomers(IReadOnlyList<IDemoLine> lines, Random chance)
{
    /// <summary>After so many conversations nobody new writes: a demo that was forgotten must not fill the disk.</summary>
    public const int MostCases = 500;

    /// <summary>While so many wait for the user, only those whom colleagues serve begin.</summary>
    private const int MostForUser = 25;

    private const int FirstOrder = 20_000;
    private const int OrderStep = 90;

    private readonly DemoPeople _people = new(chance);
    private readonly Dictionary<string, DemoCase> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DemoCase> _byName = [];
    private readonly Queue<(DemoCase From, DemoLetter Letter)> _replies = [];
    private int _told;
    private int _order = FirstOrder;

    /// <summary>The case of the customer with this name, or null.</summary>
    public DemoCase? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>Somebody new writes.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        if (_byAddress.Count >= MostCases) return;
        var story = NextStory();
        _order += 1 + chance.Next(OrderStep);
        var started = new DemoCase(story, story.Sender ?? _people.Next(story.Language), _order);
        _byAddress[started.Address] = _byName[started.Person.Name] = started;
        await LineOf(started).SendAsync(started, started.Opening(), ct);
    }

    /// <summary>Gets the answers that have come, and thinks about what to reply.</summary>
    public async Task HearAsync(CancellationToken ct)
    {
        foreach (var line in lines)
            foreach (var answer in await line.HearAsync(ct))
                if (_byAddress.GetValueOrDefault(answer.Receiver) is { } answered && answered.Reply(answered.Heard++, answer) is { } reply)
                    _replies.Enqueue((answered, reply));
    }

    /// <summary>Whoever has thought longest replies; false where nobody has anything to say.</summary>
    public async Task<bool> ReplyAsync(CancellationToken ct)
    {
        if (!_replies.TryDequeue(out var next)) return false;
        await LineOf(next.From).SendAsync(next.From, next.Letter, ct);
        return true;
    }

    private DemoStory NextStory()
    {
        var isFull = _byAddress.Values.Count(customer => !customer.Story.ForColleague && customer.Heard == 0) >= MostForUser;
        DemoStory story;
        do story = DemoRepertoire.At(_told++);
        while (isFull && !story.ForColleague);
        return story;
    }

    private IDemoLine LineOf(DemoCase customer) => lines.First(line => line.Carries(customer.Story.Channel));
}
