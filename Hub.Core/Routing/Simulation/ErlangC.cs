namespace Hub.Core.Routing.Simulation;

/// <summary>What queueing theory says of customers who come at random, are served for random times, and wait without giving up (M/M/n).</summary>
public static class ErlangC
{
    /// <summary>The probability that a customer has to wait.</summary>
    /// <param name="agents">How many agents there are.</param>
    /// <param name="occupancy">Which part of their time they are busy, above 0 and below 1.</param>
    public static double ProbabilityOfWaiting(int agents, double occupancy)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(occupancy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(occupancy, 1);
        var load = agents * occupancy;
        // by Erlang B's recursion, which neither overflows nor loses digits
        var blocked = 1.0;
        for (var n = 1; n <= agents; n++) blocked = load * blocked / (n + load * blocked);
        return blocked / (1 - occupancy * (1 - blocked));
    }

    /// <summary>How long customers wait on average, those who do not wait included.</summary>
    /// <param name="agents">How many agents there are.</param>
    /// <param name="occupancy">Which part of their time they are busy, above 0 and below 1.</param>
    /// <param name="handling">How long an agent is busy with a customer on average.</param>
    public static TimeSpan MeanWait(int agents, double occupancy, TimeSpan handling) =>
        ProbabilityOfWaiting(agents, occupancy) * handling / (agents * (1 - occupancy));
}
