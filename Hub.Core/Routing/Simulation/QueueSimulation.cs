using Hub.Core.Agents;
using Hub.Core.Contacts;
using Hub.Core.Routing.Boards;

namespace Hub.Core.Routing.Simulation;

/// <summary>
/// The router's own board and matcher on a virtual clock: customers come at random (Poisson), are handled for random times (exponential) by
/// agents who take one at a time, and nobody gives up.
/// </summary>
public sealed class QueueSimulation
{
    private const long WeightOfOne = 10;
    private const long WarmUp = 20_000;

    private static readonly Guid Queue = new(1, 0, 0, new byte[8]);

    private readonly Matcher _matcher = new(new Board());
    private readonly PriorityQueue<BoardAgent, long> _departures = new();
    private readonly BatchMeans _waits = new();
    private readonly Random _random;
    private readonly double _handling;
    private readonly double _interval;
    private long _now;
    private long _came;
    private long _served;
    private long _waited;

    /// <param name="agents">How many agents there are.</param>
    /// <param name="occupancy">Which part of their time they are busy, above 0 and below 1.</param>
    /// <param name="handling">How long an agent is busy with a customer on average.</param>
    /// <param name="seed">What chance begins with.</param>
    public QueueSimulation(int agents, double occupancy, TimeSpan handling, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(occupancy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(occupancy, 1);
        _random = new Random(seed);
        _handling = handling.TotalMilliseconds;
        _interval = _handling / (agents * occupancy);
        var queue = _matcher.Board.Put(Queue, "simulated", 1, QueueRouting.Default);
        _matcher.Board.PutMembers(queue, Enumerable.Range(1, agents).Select(number => (new Guid(number, 1, 0, new byte[8]), 0)));
        foreach (var agent in queue.Members.Keys) (agent.Presence, agent.Limit) = (Presence.Available, WeightOfOne);
    }

    /// <summary>Runs until the mean is known, with 99% confidence, to this part of it.</summary>
    public WaitEstimate Run(double precision, CancellationToken ct)
    {
        var arrival = Exponential(_interval);
        while (!(_waits.IsEnough && _waits.HalfWidth <= precision * _waits.Mean))
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < 10_000; i++) arrival = Step(arrival);
        }

        return new WaitEstimate(
            TimeSpan.FromMilliseconds(_waits.Mean), TimeSpan.FromMilliseconds(_waits.HalfWidth), (double)_waited / (_served - WarmUp), _served - WarmUp);
    }

    /// <summary>The next of what happens: somebody comes, or somebody has been served. Answers when the next customer comes.</summary>
    private long Step(long arrival)
    {
        if (_departures.TryPeek(out var agent, out var departure) && departure <= arrival)
        {
            _now = departure;
            _departures.Dequeue();
            agent.Load -= WeightOfOne;
            _matcher.Note(agent, _now);
        }
        else
        {
            _now = arrival;
            arrival = _now + Exponential(_interval);
            _matcher.Place(NextCustomer(), _now);
        }

        while (_matcher.Next(_now) is { } match)
        {
            _matcher.Made(match, _now);
            _departures.Enqueue(match.Agent, _now + Exponential(_handling));
            Served(_now - match.Waiting.Row.Since);
        }

        return arrival;
    }

    private void Served(long wait)
    {
        if (++_served <= WarmUp) return;
        if (wait > 0) _waited++;
        _waits.Add(wait);
    }

    private WaitingRow NextCustomer()
    {
        var id = new Guid((int)(_came >> 32), 2, 0, BitConverter.GetBytes(++_came));
        return new WaitingRow
        {
            Id = id, Number = _came, ContactId = id, QueueId = Queue, Version = 1, Weight = WeightOfOne, Priority = 0, Since = _now,
            Tier = CustomerTier.Uniform,
        };
    }

    private long Exponential(double mean) => (long)Math.Round(-mean * Math.Log(1 - _random.NextDouble()));
}
