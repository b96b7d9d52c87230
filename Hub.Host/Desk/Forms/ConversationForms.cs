using System.Globalization;
using Hub.Core;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Core.Security;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Security;
using Hub.Host.Web;

namespace Hub.Host.Desk.Forms;

/// <summary>What agents do to a conversation. Each form is turned into the API's own request and handled by the API's own handler.</summary>
internal static class ConversationForms
{
    private const int MostHours = 24 * 366;

    public static void MapConversationForms(IEndpointRouteBuilder desk)
    {
        desk.MapPost("/conversations", Begin).RequiresAtDesk(Actions.BeginContact);
        desk.MapPost("/conversations/{id:guid}", Change).RequiresAtDesk("conversations.write").WithMetadata(BodyLimit.Small);
        desk.MapPost("/conversations/{id:guid}/messages", Write).RequiresAtDesk("messages.send");
        desk.MapPost("/conversations/{id:guid}/messages/{messageId:guid}/cancel", Cancel).RequiresAtDesk("messages.send").WithMetadata(BodyLimit.Small);
        desk.MapPost("/conversations/{id:guid}/writing", Sign).RequiresAtDesk("messages.send").WithMetadata(BodyLimit.Small);
        desk.MapPost("/attachments", AttachmentsApi.Upload).RequiresAtDesk("attachments.write");
    }

    private static async Task<IResult> Begin(
        DeskForm form, Caller caller, Composer composer, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        var body = new NewConversationBody(form["channel"] ?? "", form.List("to"))
        {
            Subject = form["subject"], Text = form["text"], Queue = form["queue"], Attachments = form.Ids("attachment"),
        };
        var done = await ConversationsApi.Begin(body, caller, composer, writes, store, ct);
        var location = done is Answer { Location: { } path } ? $"/desk/conversations/{path.Split('/')[^1]}" : "/desk";
        return await DeskAnswer.AfterAsync(http, done, location);
    }

    private static async Task<IResult> Change(
        Guid id, DeskForm form, Caller caller, RequestWrites writes, Store store, HttpContext http, CancellationToken ct)
    {
        var body = new ConversationChangeBody
        {
            Status = form["status"],
            Assignee = form.Has("assignee") ? new Optional<Guid?>(form["assignee"] == "me" ? caller.AgentId : form.Id("assignee")) : default,
            Queue = form.Has("queue") ? new Optional<string?>(form["queue"]) : default,
            SnoozeUntil = Hours(form["hours"]) is { } hours ? store.Time.GetUtcNow() + hours : null,
        };
        return await ShownAsync(http, id, await ConversationsApi.Change(id, body, caller, writes, store, http, ct));
    }

    private static async Task<IResult> Write(
        Guid id, DeskForm form, Caller caller, Composer composer, RequestWrites writes, Store store, ChannelRegistry channels, HttpContext http, CancellationToken ct)
    {
        var isNote = form["kind"] == "note";
        var body = new NewMessageBody { Text = form["text"], Private = isNote, Attachments = form.Ids("attachment") };
        if (!isNote)
        {
            body = body with { To = form.List("to"), Cc = form.List("cc"), Bcc = form.List("bcc") };
            if (form["confirmed"] is null && await OutsidersAsync(id, body, caller, store, channels, http) is { } question) return question;
        }

        var done = await MessagesApi.Write(id, body, caller, composer, writes, http, ct);
        if (done is Answer { IsFailure: false })
            await store.WriteAsync((tx, unit) => Writers.SignAsync(tx, id, caller.Subject, isWriting: false, unit), ct);
        return await ShownAsync(http, id, done);
    }

    /// <summary>Asks whether those who would hear of the conversation for the first time are meant to; null where there are none.</summary>
    private static async Task<Problem?> OutsidersAsync(
        Guid id, NewMessageBody body, Caller caller, Store store, ChannelRegistry channels, HttpContext http)
    {
        var outsiders = await store.ReadAsync(
            async (db, read) => await ConversationStore.FindAsync(db, id, caller.Subject, read) is { } conversation
                && channels.Find(conversation.ReplyChannel)?.Account is { } account
                    ? await Outsiders.AmongAsync(db, conversation, account.PointKind, [.. body.To!, .. body.Cc!, .. body.Bcc!], read)
                    : [],
            http.RequestAborted);
        return outsiders.Count == 0 ? null
            : Problem.Of(StatusCodes.Status428PreconditionRequired, PageContext.Of(http, store.Time).T["composer.outsiders", string.Join(", ", outsiders)]);
    }

    private static async Task<IResult> Cancel(Guid id, Guid messageId, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await ShownAsync(http, id, await MessagesApi.Cancel(id, messageId, caller, writes, ct));

    private static async Task<IResult> Sign(Guid id, DeskForm form, Caller caller, Store store, CancellationToken ct) =>
        await store.WriteAsync((tx, unit) => Writers.SignAsync(tx, id, caller.Subject, form["on"] is not null, unit), ct)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    /// <summary>The conversation as it is now.</summary>
    private static Task<IResult> ShownAsync(HttpContext http, Guid id, IResult done)
    {
        var place = DeskPlace.Of(http.Request);
        return DeskAnswer.AfterAsync(http, done, place.UrlOf(id), () => DeskParts.ConversationAsync(http, id, place));
    }

    private static TimeSpan? Hours(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= MostHours
            ? TimeSpan.FromHours(hours)
            : throw new BadInputException("hours", $"it is 1 to {MostHours}");
}
