using System.Globalization;
using Hub.Core;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Storage.Blobs;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Api;

/// <summary>What was said in a conversation, and saying more.</summary>
internal static class MessagesApi
{
    public static void MapMessages(IEndpointRouteBuilder api)
    {
        var messages = api.MapGroup("/conversations/{id:guid}/messages");
        messages.MapGet("/", List).Requires("messages.read").WithSummary(
            "The messages, oldest first. With ?before= (empty) the last page, whose next goes into ?before= for the page before it");
        messages.MapGet("/{messageId:guid}", Get).Requires("messages.read").WithSummary("One message");
        messages.MapGet("/{messageId:guid}/original", Original).Requires("messages.read")
            .Produces(200, contentType: "application/octet-stream").WithSummary("The message as it came, as a download");
        messages.MapPost("/", Write).Requires("messages.send").Produces<MessageView>(201).Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Answers, or with private leaves a note; with If-Match only if nothing came in meanwhile");
        messages.MapDelete("/{messageId:guid}", Cancel).Requires("messages.send").Produces(204).Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Cancels a message of which no attempt has begun");
    }

    private static async Task<Results<Ok<Page<MessageView>>, NotFound>> List(
        Guid id, string? before, [AsParameters] PageQuery page, Caller caller, [AsParameters] Lists lists, CancellationToken ct)
    {
        var list = $"/conversations/{id}/messages";
        var isLastFirst = before is not null;
        var place = Place(lists.Cursors.Read(list, isLastFirst ? before : page.Cursor)) ?? (isLastFirst ? long.MaxValue : 0);
        var read = await lists.Store.ReadAsync(
            async (db, token) =>
            {
                if (await ConversationStore.FindAsync(db, id, caller.Subject, token) is null) return null;
                var rows = isLastFirst
                    ? await MessageStore.ListBeforeAsync(db, id, place, page.Rows, token)
                    : await MessageStore.ListAsync(db, id, place, page.Rows, token);
                var shown = isLastFirst ? rows.TakeLast(page.Size).ToList() : rows.Take(page.Size).ToList();
                var parts = await MessageParts.OfAsync(db, shown.ConvertAll(row => row.Id), token);
                return new Read(shown, parts, rows.Count > shown.Count);
            },
            ct);
        if (read is null) return TypedResults.NotFound();
        var views = await lists.Views.OfAsync(read.Shown, read.Parts, ct);
        var next = read.HasMore ? lists.Cursors.Make(list, Text(read.Shown[isLastFirst ? 0 : ^1].Seq)) : null;
        return TypedResults.Ok(new Page<MessageView>(views, next));
    }

    private static async Task<Results<Ok<MessageView>, NotFound>> Get(
        Guid id, Guid messageId, Caller caller, [AsParameters] Lists lists, CancellationToken ct)
    {
        var read = await lists.Store.ReadAsync(
            async (db, token) =>
                await FindAsync(db, (id, messageId), caller, token) is { } message
                    ? new Read([message], await MessageParts.OfAsync(db, new[] { messageId }, token), false)
                    : null,
            ct);
        if (read is null) return TypedResults.NotFound();
        var views = await lists.Views.OfAsync(read.Shown, read.Parts, ct);
        return TypedResults.Ok(views[0]);
    }

    internal static async Task<IResult> Original(Guid id, Guid messageId, Caller caller, Store store, Bodies bodies, CancellationToken ct)
    {
        var original = await store.ReadAsync(
            async (db, token) => await FindAsync(db, (id, messageId), caller, token) is null
                ? null
                : await MessageStore.FindOriginalAsync(db, messageId, token),
            ct);
        if (original is null) return Problem.Of(404);
        var extension = original.Type.StartsWith("message/rfc822", StringComparison.Ordinal) ? ".eml" : ".bin";
        return Download.Of(await bodies.OpenAsync(original.Content, original.ContentHash, ct), Ids.Text(messageId) + extension);
    }

    internal static async Task<IResult> Write(
        Guid id, NewMessageBody body, Caller caller, Composer composer, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var unit = await composer.PrepareAsync(id, ETags.IfMatch(http), body.Wish, caller.Subject, ct);
        return await writes.RunAsync(
            async (tx, token) =>
            {
                var result = await unit(tx, token);
                if (result is not ComposeResult.Done done) return await Composed.RefusalAsync(tx, result, caller, token);
                var message = (await MessageStore.FindAsync(tx, done.MessageId, token))!;
                var parts = await MessageParts.OfAsync(tx, new[] { done.MessageId }, token);
                // the bodies as written: reading them back would be files inside the transaction
                var view = MessageView.Of(message, done.Written.Text, done.Written.Html, parts);
                return Answer.Created($"/api/v1/conversations/{Ids.Text(id)}/messages/{view.Id}", view, ApiJson.Default.MessageView);
            },
            ct);
    }

    internal static async Task<IResult> Cancel(Guid id, Guid messageId, Caller caller, RequestWrites writes, CancellationToken ct) =>
        await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await FindAsync(tx, (id, messageId), caller, unit) is not { } message) return Answer.NotFound();
                if (message.State == "cancelled" || await MessageStore.CancelAsync(tx, messageId, caller.Actor, unit)) return Answer.NoContent();
                return Answer.Conflict(
                    message.Direction == MessageDirection.Out
                        ? $"The message is {message.State}: only one of which no attempt has begun can be cancelled."
                        : "Only a message that goes out can be cancelled.");
            },
            ct);

    private static async Task<Message?> FindAsync(DbSession db, (Guid Conversation, Guid Message) named, Caller caller, CancellationToken ct) =>
        await ConversationStore.FindAsync(db, named.Conversation, caller.Subject, ct) is not null
        && await MessageStore.FindAsync(db, named.Message, ct) is { } message && message.ConversationId == named.Conversation
            ? message
            : null;

    private static string Text(long place) => place.ToString(CultureInfo.InvariantCulture);

    private static long? Place(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What lists are made with.</summary>
    internal sealed record Lists(Store Store, Cursors Cursors, MessageViews Views);

    private sealed record Read(IReadOnlyList<Message> Shown, MessageParts Parts, bool HasMore);
}
