using Hub.Core;
using Hub.Core.Routing;

namespace Hub.Host.Api;

/// <summary>A decision of the router as the API shows it.</summary>
internal sealed record RoutingView(string Id, DateTimeOffset At, QueueRef Queue, PersonRef? Agent, string Reason)
{
    public static RoutingView Of(RoutingDecision decision) => new(
        Ids.Text(decision.Id),
        decision.DecidedAt.ToTime(),
        new QueueRef(Ids.Text(decision.QueueId), decision.QueueKey, decision.QueueName),
        PersonRef.Of(decision.AgentId, decision.AgentName),
        decision.Reason);
}
