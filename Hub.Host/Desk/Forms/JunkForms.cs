using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>Taking a conversation for junk, and back; and whose mails are junk.</summary>
internal static class JunkForms
{
    private const string SendersPage = "/desk/junk-senders";

    public static void MapJunkForms(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/conversations/{id:guid}/junk", Take).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/conversations/{id:guid}/not-junk", TakeBack).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/junk-senders", Decide).RequiresAtDesk("junk.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/junk-senders/{id:guid}/forget", Forget).RequiresAtDesk("junk.write").WithMetadata(BodyLimit.Small);
    }

    private static async Task<IResult> Decide(DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var body = new NewJunkSenderBody(form["address"] ?? "", form["verdict"] ?? "");
        return await DeskAnswer.AfterAsync(http, await JunkApi.Decide(body, caller, writes, ct), SendersPage);
    }

    private static async Task<IResult> Forget(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await JunkApi.Forget(id, caller, writes, ct), SendersPage);

    private static async Task<IResult> Take(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await ShownAsync(http, id, await JunkApi.Take(id, new JunkBody(form["block"] is not null), caller, writes, http, ct));

    private static async Task<IResult> TakeBack(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await ShownAsync(http, id, await JunkApi.TakeBack(id, caller, writes, http, ct));

    private static Task<IResult> ShownAsync(HttpContext http, Guid id, IResult done)
    {
        var place = DeskPlace.Of(http.Request);
        return DeskAnswer.AfterAsync(http, done, place.UrlOf(id), () => DeskParts.ConversationAsync(http, id, place));
    }
}
