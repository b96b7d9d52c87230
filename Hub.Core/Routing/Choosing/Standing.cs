namespace Hub.Core.Routing.Choosing;

/// <summary>How an agent compares with others for one conversation; the smaller goes first, field by field.</summary>
/// <param name="Reservation">The place of the agent's reservation; behind all of them for an agent without one.</param>
/// <param name="Overflow">0 for a member of the queue, 1 for one of an overflow queue.</param>
/// <param name="MissingPreferences">How many preferred skills the agent lacks.</param>
/// <param name="Measure">What the queue's strategy looks at.</param>
/// <param name="IdleSince">Since when the agent has waited for work, UTC milliseconds.</param>
/// <param name="Id">The agent, so that equals have an order.</param>
public readonly record struct Standing(int Reservation, int Overflow, int MissingPreferences, long Measure, long IdleSince, Guid Id)
{
    /// <summary>The better first.</summary>
    public static Comparer<Standing> BestFirst { get; } = Comparer<Standing>.Create((one, other) => one.CompareTo(other));

    private int CompareTo(Standing other)
    {
        var order = Reservation.CompareTo(other.Reservation);
        if (order == 0) order = Overflow.CompareTo(other.Overflow);
        if (order == 0) order = MissingPreferences.CompareTo(other.MissingPreferences);
        if (order == 0) order = Measure.CompareTo(other.Measure);
        if (order == 0) order = IdleSince.CompareTo(other.IdleSince);
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }
}
