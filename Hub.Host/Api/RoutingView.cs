using Hub.Core;
using Hub.Core.Routing;
using Hub.Core.Routing.Choosing;

namespace Hub.Host.Api;

/// <summary>A decision of the router as the API shows it: who got it, who came next, and how many could not have it, by reason.</summary>
internal sealed record RoutingView(
    string Id, DateTimeOffset At, QueueRef Queue, PersonRef? Agent, string Reason, VerdictView? Winner, IReadOnlyList<VerdictView> Nearest,
    IReadOnlyDictionary<string, int> Others)
{
    private const int MostNearest = 10;

    public static RoutingView Of(RoutingDecision decision)
    {
        var verdicts = Choice.Explain(decision.Question);
        var losers = verdicts.Where(verdict => verdict.Refusal is not null).ToList();
        return new(
            Ids.Text(decision.Id),
            decision.DecidedAt.ToTime(),
            new QueueRef(Ids.Text(decision.QueueId), decision.QueueKey, decision.QueueName),
            PersonRef.Of(decision.AgentId, decision.AgentName),
            decision.Reason,
            verdicts.Where(verdict => verdict.Refusal is null).Select(VerdictView.Of).FirstOrDefault(),
            [.. losers.Take(MostNearest).Select(VerdictView.Of)],
            losers.Skip(MostNearest).GroupBy(verdict => verdict.Refusal!).ToDictionary(group => group.Key, group => group.Count()));
    }
}
