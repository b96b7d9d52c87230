using Hub.Core;
using Hub.Core.Conversations.Moves;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Merging conversations, splitting them, and moving messages. <c>If-Match</c> is the version of the conversation in the path.</summary>
internal static class MovesApi
{
    public static void MapMoves(IEndpointRouteBuilder api)
    {
        var conversation = api.MapGroup("/conversations/{id:guid}");
        Answers(conversation.MapPost("/merge", Merge), 200).WithMetadata(BodyLimit.Small)
            .WithSummary("Makes it part of another conversation, which is answered; what names it later comes there");
        Answers(conversation.MapPost("/split", Split), 201)
            .WithSummary("Begins a conversation with some of its messages, linked to it");
        Answers(conversation.MapPost("/messages/{messageId:guid}/move", Move), 200).WithMetadata(BodyLimit.Small)
            .WithSummary("Moves a message to another conversation, which is answered");
        conversation.MapDelete("/suggestion", Dismiss).Requires("conversations.write").Produces(204)
            .WithSummary("Says that it does not belong to the conversation that is suggested");
    }

    internal static async Task<IResult> Merge(
        Guid id, MergeBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var wish = new MergeWish(new SeenConversation(id, ETags.IfMatch(http)), new SeenConversation(body.Into, body.IntoVersion));
        return await writes.RunAsync(async (tx, unit) => Of(await Merging.RunAsync(tx, wish, caller.Subject, unit), isNew: false), ct);
    }

    internal static async Task<IResult> Split(
        Guid id, SplitBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        var wish = new SplitWish(new SeenConversation(id, ETags.IfMatch(http)), body.Messages, body.Subject);
        return await writes.RunAsync(async (tx, unit) => Of(await Splitting.RunAsync(tx, wish, caller.Subject, unit), isNew: true), ct);
    }

    /// <summary>Moves several messages at once.</summary>
    internal static async Task<IResult> MoveAll(
        Guid id, IReadOnlyList<Guid> messages, MoveBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var wish = new MoveWish(new SeenConversation(id, ETags.IfMatch(http)), messages, new SeenConversation(body.To, body.ToVersion));
        return await writes.RunAsync(async (tx, unit) => Of(await Moving.RunAsync(tx, wish, caller.Subject, unit), isNew: false), ct);
    }

    internal static async Task<IResult> Dismiss(Guid id, Caller caller, RequestWrites writes, CancellationToken ct) => await writes.RunAsync(
        async (tx, unit) => await Suggestion.DismissAsync(tx, id, caller.Subject, unit) ? Answer.NoContent() : Answer.NotFound(), ct);

    private static Task<IResult> Move(
        Guid id, Guid messageId, MoveBody body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        MoveAll(id, [messageId], body, caller, writes, http, ct);

    private static RouteHandlerBuilder Answers(RouteHandlerBuilder route, int status) => route.Requires("conversations.write")
        .Produces<ConversationView>(status).Produces<Problem>(409, Problem.ContentType).Produces<Problem>(412, Problem.ContentType);

    private static Answer Of(MoveResult result, bool isNew) => result switch
    {
        MoveResult.Done { Conversation: var now } when isNew => Answer.Created(
            $"/api/v1/conversations/{Ids.Text(now.Id)}", ConversationView.Of(now), ApiJson.Default.ConversationView, now.Version),
        MoveResult.Done { Conversation: var now } => Answer.Ok(ConversationView.Of(now), ApiJson.Default.ConversationView, now.Version),
        MoveResult.VersionDiffers { Conversation: var now } => ConversationView.Differs(now),
        MoveResult.Forbidden forbidden => Answer.Of(Problem.Of(403, forbidden.Reason)),
        MoveResult.Busy busy => Answer.Conflict(busy.Reason),
        MoveResult.Refused refused => Answer.Invalid(refused.Field, refused.Reason),
        _ => Answer.NotFound(),
    };
}
