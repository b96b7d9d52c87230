using System.Text.Json.Serialization;
using Hub.Core;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Junk;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>What is junk, and whose mails are.</summary>
internal static class JunkApi
{
    private const string Senders = "/junk/senders";
    private const string Mark = "conversations.write";

    public static void MapJunk(IEndpointRouteBuilder api)
    {
        var junk = api.MapGroup("/conversations/{id:guid}/junk").WithMetadata(BodyLimit.Small);
        junk.MapPost("/", Take).Requires(Mark).Produces<ConversationView>().Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Takes a conversation for junk, with blockSender later mails of its address too");
        junk.MapDelete("/", TakeBack).Requires(Mark).Produces<ConversationView>().Produces<Problem>(412, Problem.ContentType)
            .WithSummary("Takes the mark off: it is open and routed, and later mails of its address are no junk");
        api.MapGet(Senders, List).Requires("junk.read").WithSummary("The addresses whose mails were judged, the latest first; address and verdict narrow it");
        api.MapPost(Senders, Decide).Requires("junk.write").WithMetadata(BodyLimit.Small).Produces<JunkSenderView>(201)
            .WithSummary("Decides whether the mails of an address are junk, whatever the mail server says of them; in place of an earlier decision");
        api.MapDelete(Senders + "/{id:guid}", Forget).Requires("junk.write").Produces(204)
            .WithSummary("Forgets what was decided of an address: the mail server decides again");
    }

    internal static Task<Answer> Take(
        Guid id, JunkBody? body, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var wish = (id, ETags.IfMatch(http), body?.BlockSender ?? false);
        return writes.RunAsync(async (tx, unit) => AnswerOf(await JunkMarks.MarkAsync(tx, wish, caller.Subject, unit)), ct);
    }

    internal static Task<Answer> TakeBack(Guid id, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var wish = (id, ETags.IfMatch(http));
        return writes.RunAsync(async (tx, unit) => AnswerOf(await JunkMarks.UnmarkAsync(tx, wish, caller.Subject, unit)), ct);
    }

    private static Task<Page<JunkSenderView>> List(
        [FromQuery] string? address, [FromQuery] string? verdict, [AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var before = Input.Id("cursor", cursors.Read(Senders, query.Cursor));
        var wanted = Input.Given(address) is { } given ? ContactAddress.Canonical(PointKinds.Email, given) ?? given : null;
        var filter = (wanted, Input.Word("verdict", verdict, JunkVerdict.All), before);
        return store.ReadAsync(
            async (db, read) => Page.Of(
                await JunkSenders.ListAsync(db, filter, query.Rows, read), query, JunkSenderView.Of, row => cursors.Make(Senders, Ids.Text(row.Id))),
            ct);
    }

    internal static async Task<IResult> Decide(NewJunkSenderBody body, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                var decided = JunkSenderView.Of(await JunkSenders.DecideAsync(tx, body.Canonical!, body.Verdict, caller.Actor, unit));
                return Answer.Created($"/api/v1{Senders}/{decided.Id}", decided, ApiJson.Default.JunkSenderView);
            },
            ct);
    }

    internal static Task<Answer> Forget(Guid id, Caller caller, RequestWrites writes, CancellationToken ct) => writes.RunAsync(
        async (tx, unit) => await JunkSenders.RemoveAsync(tx, id, caller.Actor, unit) ? Answer.NoContent() : Answer.NotFound(), ct);

    private static Answer AnswerOf(ChangeResult result) => result switch
    {
        ChangeResult.Done { Conversation: var now } => Answer.Ok(ConversationView.Of(now), ApiJson.Default.ConversationView, now.Version),
        ChangeResult.VersionDiffers { Conversation: var now } => ConversationView.Differs(now),
        ChangeResult.Refused refused => Answer.Invalid(refused.Field, refused.Reason),
        _ => Answer.NotFound(),
    };
}

/// <summary>How a conversation is taken for junk: with <c>blockSender</c> later mails of its customer's address are junk as well.</summary>
internal sealed record JunkBody(bool BlockSender = false);

/// <summary>A mail address, and whether its mails are junk: <c>verdict</c> is <c>allow</c> or <c>block</c>.</summary>
internal sealed record NewJunkSenderBody(string Address, string Verdict)
{
    [JsonIgnore]
    public string? Canonical => ContactAddress.Canonical(PointKinds.Email, Address);

    [JsonIgnore]
    public Problem? Fault =>
        Canonical is null ? Problem.Invalid("address", "it is no email address")
        : !JunkVerdict.All.Contains(Verdict) ? Problem.Invalid("verdict", $"it is one of {string.Join(", ", JunkVerdict.All)}")
        : null;
}

/// <summary>An address whose mails were judged, as the API shows it: <c>verdict</c> is <c>allow</c> or <c>block</c>.</summary>
internal sealed record JunkSenderView(string Id, string Kind, string Address, string Verdict, string Actor, DateTimeOffset CreatedAt)
{
    public static JunkSenderView Of(JunkSender row) =>
        new(Ids.Text(row.Id), row.Kind, row.Address, row.Verdict, row.Actor, row.CreatedAt.ToTime());
}
