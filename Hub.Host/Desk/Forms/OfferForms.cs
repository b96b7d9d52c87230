using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The answers to offers.</summary>
internal static class OfferForms
{
    public static void MapOfferForms(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/offers/{id:guid}/accept", Accept).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/offers/{id:guid}/reject", Reject).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
    }

    /// <summary>Taken, it is opened.</summary>
    private static async Task<IResult> Accept(Guid id, Guid conversation, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await OffersApi.Accept(id, caller, writes, ct), new DeskPlace { View = "mine" }.UrlOf(conversation));

    private static async Task<IResult> Reject(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(
            http, await OffersApi.Reject(id, new RejectBody(Input.Given(form["reason"])), caller, writes, ct), DeskRoutes.Path, () => DeskParts.OffersAsync(http));
}
