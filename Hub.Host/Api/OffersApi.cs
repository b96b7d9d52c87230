using Hub.Core.Routing;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>What agents are asked to take.</summary>
internal static class OffersApi
{
    public static void MapOffers(IEndpointRouteBuilder api)
    {
        var offers = api.MapGroup("/offers");
        offers.MapGet("/", List).Requires("conversations.read").WithSummary("What the caller is asked to take now, the first to end first");
        offers.MapPost("/{id:guid}/accept", Accept).Requires("conversations.write").Produces(204).Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Takes it; refused where it has ended");
        offers.MapPost("/{id:guid}/reject", Reject).Requires("conversations.write").WithMetadata(BodyLimit.Small).Produces(204)
            .Produces<Problem>(409, Problem.ContentType).WithSummary("Does not take it; it goes to the next");
    }

    private static async Task<Page<OfferView>> List(Caller caller, Store store, CancellationToken ct)
    {
        var offers = caller.AgentId is { } agent ? await store.ReadAsync((db, read) => Offers.OfAgentAsync(db, agent, read), ct) : [];
        return new Page<OfferView>([.. offers.Select(OfferView.Of)], null);
    }

    internal static async Task<IResult> Accept(Guid id, Caller caller, RequestWrites writes, CancellationToken ct) =>
        await AnswerAsync(caller, writes, (tx, agent, unit) => Offers.AcceptAsync(tx, id, agent, caller.Actor, unit), ct);

    internal static async Task<IResult> Reject(Guid id, RejectBody body, Caller caller, RequestWrites writes, CancellationToken ct) =>
        body.Fault() is { } fault
            ? fault
            : await AnswerAsync(caller, writes, (tx, agent, unit) => Offers.RejectAsync(tx, id, (agent, body.Reason), caller.Actor, unit), ct);

    private static async Task<IResult> AnswerAsync(
        Caller caller, RequestWrites writes, Func<Tx, Guid, CancellationToken, Task<OfferResult>> answer, CancellationToken ct) =>
        caller.AgentId is not { } agent
            ? Problem.Of(403, "Only agents are asked.")
            : await writes.RunAsync(
                async (tx, unit) => await answer(tx, agent, unit) switch
                {
                    OfferResult.Done => Answer.NoContent(),
                    OfferResult.Ended => Answer.Conflict("The offer has ended: its time ran out, or somebody else has the conversation."),
                    _ => Answer.NotFound(),
                },
                ct);
}
