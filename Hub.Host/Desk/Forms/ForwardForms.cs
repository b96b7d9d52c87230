using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Conversations.Threading;
using Hub.Core.Forwarding;
using Hub.Core.Storage;
using Hub.Host.Api;
using Hub.Host.Desk.Pages;
using Hub.Host.Security;
using Hub.Host.Web;

namespace Hub.Host.Desk.Forms;

/// <summary>Forwarding a message: the page, and what its form does.</summary>
internal static class ForwardForms
{
    private const string Path = "/conversations/{id:guid}/messages/{messageId:guid}/forward";

    public static void MapForwardForms(IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, Show).RequiresAtDesk("messages.send");
        desk.MapPost(Path, Forward).RequiresAtDesk("messages.send").WithMetadata(BodyLimit.Small);
    }

    private static Task<IResult> Show(Guid id, Guid messageId, HttpContext http, Store store) => DeskPages.PageAsync<ForwardPage, ForwardModel>(
        http, "forward",
        async (shell, place, ct) =>
        {
            var (message, files) = await store.ReadAsync((db, read) => FindAsync(db, (id, messageId), Caller.Of(http), read), ct);
            return new ForwardModel { Shell = shell, Place = place, Message = message, Files = files };
        });

    private static async Task<(Message? Message, IReadOnlyList<Attachment> Files)> FindAsync(
        DbSession db, (Guid Conversation, Guid Message) named, Caller caller, CancellationToken ct)
    {
        if (await ConversationStore.FindAsync(db, named.Conversation, caller.Subject, ct) is null
            || await MessageStore.FindAsync(db, named.Message, ct) is not { } message || message.ConversationId != named.Conversation
            || message.Direction == MessageDirection.Note || message.JoinedBy == JoinReason.Report) return (null, []);
        return (message, await AttachmentStore.OfMessagesAsync(db, new[] { message.Id }, ct));
    }

    private static async Task<IResult> Forward(
        Guid id, Guid messageId, DeskForm form, Caller caller, [AsParameters] Parts parts, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var (to, cc) = (form.List("to"), form.List("cc"));
        if (form["confirmed"] is null && await OutsidersAsync(id, [.. to, .. cc], caller, parts.Store, http) is { } question) return question;
        var language = PageContext.Of(http, parts.Store.Time).T.Tag;
        var body = new ForwardBody(to, cc) { Text = form["text"], As = form["as"], Attachments = form.Ids("file"), Language = language };
        var done = await ForwardApi.Forward(messageId, body, caller, parts.Forwarder, parts.Alarms, writes, ct);
        return await DeskAnswer.AfterAsync(http, done, DeskPlace.Of(http.Request).UrlOf(id));
    }

    /// <summary>Asks whether those who would hear of the conversation for the first time are meant to; null where there are none.</summary>
    private static async Task<Problem?> OutsidersAsync(Guid id, IReadOnlyList<string> receivers, Caller caller, Store store, HttpContext http)
    {
        var outsiders = await store.ReadAsync(
            async (db, read) => await ConversationStore.FindAsync(db, id, caller.Subject, read) is { } conversation
                ? await Outsiders.AmongAsync(db, conversation, PointKinds.Email, receivers, read)
                : [],
            http.RequestAborted);
        return outsiders.Count == 0 ? null
            : Problem.Of(StatusCodes.Status428PreconditionRequired, PageContext.Of(http, store.Time).T["forward.outsiders", string.Join(", ", outsiders)]);
    }

    /// <summary>What a forward is made with.</summary>
    internal sealed record Parts(Store Store, Forwarder Forwarder, BlobAlarms Alarms);
}
