using Hub.Core.Routing;

namespace Hub.Host.Desk.Forms;

/// <summary>A number of a queue's routing, by the name that it has in the API.</summary>
/// <param name="Field">The name.</param>
/// <param name="Read">What it is.</param>
public sealed record RoutingNumber(string Field, Func<QueueRouting, int> Read)
{
    /// <summary>All of them, in the order of the form.</summary>
    public static IReadOnlyList<RoutingNumber> All { get; } =
    [
        new("offerSeconds", routing => routing.OfferSeconds),
        new("declinedSeconds", routing => routing.DeclinedSeconds),
        new("missedUntilAway", routing => routing.MissedUntilAway),
        new("serviceLevelSeconds", routing => routing.ServiceLevelSeconds),
        new("headStartMinutes", routing => routing.HeadStartMinutes),
        new("priorityMinutes", routing => routing.PriorityMinutes),
        new("specialMinutes", routing => routing.SpecialMinutes),
        new("dedicatedSeconds", routing => routing.DedicatedSeconds),
        new("lastAgentSeconds", routing => routing.LastAgentSeconds),
        new("ownerSeconds", routing => routing.OwnerSeconds),
    ];
}
