using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The forms by which a colleague is asked for advice and gives it.</summary>
internal static class ConsultForms
{
    private const string Path = "/conversations/{id:guid}/consult";

    public static void MapConsultForms(IEndpointRouteBuilder desk)
    {
        desk.MapPost(Path, Ask).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
        desk.MapPost(Path + "/answer", Give).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
        desk.MapPost(Path + "/end", End).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
    }

    private static async Task<IResult> Ask(
        Guid id, DeskForm form, Caller caller, Composer composer, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        if (form.Id("agent") is not { } agent) return Problem.Invalid("agent", "choose one");
        var asked = await ConsultApi.Ask(id, new ConsultBody(agent, form["question"] ?? ""), caller, composer, writes, store, http, ct);
        return await DeskAnswer.AfterAsync(http, asked, DeskPlace.Of(http.Request).UrlOf(id));
    }

    // one who has given advice may not see the conversation any more
    private static async Task<IResult> Give(
        Guid id, DeskForm form, Caller caller, Composer composer, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(
            http, await ConsultApi.Give(id, new AdviceBody(form["text"] ?? ""), caller, composer, writes, ct), DeskPlace.Of(http.Request).Url);

    private static async Task<IResult> End(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await ConsultApi.End(id, caller, writes, ct), DeskPlace.Of(http.Request).Url);
}
