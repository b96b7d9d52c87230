using System.Globalization;
using Hub.Core.Conversations;
using Hub.Host.Api;
using Hub.Host.Desk.Reading;
using Hub.Host.Security;
using Hub.Host.Web;

namespace Hub.Host.Desk.Forms;

/// <summary>Merging, splitting and moving at the desk, by the API's own handlers. Conversations are named by their short numbers.</summary>
internal static class ArrangeForms
{
    public static void MapArrangeForms(IEndpointRouteBuilder desk)
    {
        var conversation = desk.MapGroup("/conversations/{id:guid}");
        conversation.MapPost("/merge", Merge).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
        conversation.MapPost("/take-out", TakeOut).RequiresAtDesk("conversations.write");
        conversation.MapPost("/apart", Apart).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
    }

    private static async Task<IResult> Merge(
        Guid id, DeskForm form, Caller caller, RequestWrites writes, ArrangeReader reader, HttpContext http, CancellationToken ct)
    {
        if (await TargetAsync(form, caller, reader, ct) is not { } into) return NoTarget(http);
        if (await QuestionAsync(id, into, form, caller, reader, http) is { } question) return question;
        var done = await MovesApi.Merge(id, new MergeBody(into.Id), caller, writes, http, ct);
        return await DeskAnswer.AfterAsync(http, done, DeskPlace.Of(http.Request).UrlOf(into.Id));
    }

    private static async Task<IResult> TakeOut(
        Guid id, DeskForm form, Caller caller, RequestWrites writes, ArrangeReader reader, HttpContext http, CancellationToken ct)
    {
        var place = DeskPlace.Of(http.Request);
        var messages = form.Ids("message");
        if (form["to"] != "other")
        {
            var split = await MovesApi.Split(id, new SplitBody(messages, form["subject"]), caller, writes, http, ct);
            return await DeskAnswer.AfterAsync(http, split, split is Answer { Location: { } path } ? place.UrlOf(Guid.Parse(path.Split('/')[^1])) : place.Url);
        }

        if (await TargetAsync(form, caller, reader, ct) is not { } target) return NoTarget(http);
        if (await QuestionAsync(id, target, form, caller, reader, http) is { } question) return question;
        var moved = await MovesApi.MoveAll(id, messages, new MoveBody(target.Id), caller, writes, http, ct);
        return await DeskAnswer.AfterAsync(http, moved, place.UrlOf(target.Id));
    }

    private static async Task<IResult> Apart(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var place = DeskPlace.Of(http.Request);
        var done = await MovesApi.Dismiss(id, caller, writes, ct);
        return await DeskAnswer.AfterAsync(http, done, place.UrlOf(id), () => DeskParts.ConversationAsync(http, id, place));
    }

    /// <summary>The conversation that is named, or chosen where none is named; null where there is none for this caller.</summary>
    private static async Task<Conversation?> TargetAsync(DeskForm form, Caller caller, ArrangeReader reader, CancellationToken ct) =>
        form["number"] is { } number
            ? long.TryParse(number.Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? await reader.FindAsync(named, caller, ct) : null
            : form.Id("conversation") is { } id ? await reader.FindAsync(id, caller, ct) : null;

    private static Problem NoTarget(HttpContext http) => Problem.Of(400, Texts(http).T["arrange.noTarget"]);

    /// <summary>Asks whether what is of two customers is meant to come together; null where it is not, or was asked already.</summary>
    private static async Task<Problem?> QuestionAsync(
        Guid id, Conversation target, DeskForm form, Caller caller, ArrangeReader reader, HttpContext http)
    {
        if (form["confirmed"] is not null || form["differ"] is not null) return null;
        if (await reader.FindAsync(id, caller, http.RequestAborted) is not { } source || source.ContactId == target.ContactId) return null;
        var t = Texts(http).T;
        return Problem.Of(
            StatusCodes.Status428PreconditionRequired,
            t["arrange.question", source.ContactName ?? t["contact.unknown"], target.ContactName ?? t["contact.unknown"]]);
    }

    private static PageContext Texts(HttpContext http) => PageContext.Of(http, http.RequestServices.GetRequiredService<TimeProvider>());
}
