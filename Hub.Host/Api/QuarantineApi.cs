using Hub.Core;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>What came in and could not be handled.</summary>
internal static class QuarantineApi
{
    private const string Path = "/quarantine";
    private const string Read = "quarantine.read";

    public static void MapQuarantine(IEndpointRouteBuilder api)
    {
        var quarantine = api.MapGroup(Path);
        quarantine.MapGet("/", List).Requires(Read).WithSummary("What is kept, the latest first");
        quarantine.MapGet("/{id:guid}", Get).Requires(Read).WithSummary("One input and why it is kept");
        quarantine.MapGet("/{id:guid}/raw", Raw).Requires(Read).Produces(200, contentType: "application/octet-stream")
            .WithSummary("Its bytes as they came, as a download");
        quarantine.MapPost("/{id:guid}/retry", Retry).Requires("quarantine.retry").Produces<MessageInView>()
            .Produces<Problem>(409, Problem.ContentType).WithSummary("Reads it again; what can be read now leaves the quarantine");
        quarantine.MapPost("/retry", RetryAll).Requires("quarantine.retry").WithMetadata(BodyLimit.Small).Produces<RetriedView>()
            .Produces<Problem>(409, Problem.ContentType).WithSummary("Reads all of a channel again, the oldest first; next goes into cursor where there are more");
        quarantine.MapDelete("/{id:guid}", Delete).Requires("quarantine.delete").Produces(204)
            .WithSummary("Discards it for good, with a reason: junk, damaged, duplicate, handled or other");
    }

    private static async Task<Page<QuarantineView>> List(
        [AsParameters] PageQuery query, Cursors cursors, Quarantine quarantine, CancellationToken ct)
    {
        var before = cursors.Read(Path, query.Cursor) is { } place ? Guid.Parse(place) : (Guid?)null;
        var rows = await quarantine.ListAsync(before, query.Rows, ct);
        return Page.Of(rows, query, QuarantineView.Of, kept => cursors.Make(Path, Ids.Text(kept.Id)));
    }

    private static async Task<Results<Ok<QuarantineView>, NotFound>> Get(Guid id, Quarantine quarantine, CancellationToken ct) =>
        await quarantine.FindAsync(id, ct) is { } kept ? TypedResults.Ok(QuarantineView.Of(kept)) : TypedResults.NotFound();

    internal static async Task<IResult> Raw(Guid id, Quarantine quarantine, CancellationToken ct) =>
        await quarantine.FindAsync(id, ct) is { } kept
            ? Download.Of(await quarantine.OpenAsync(kept, ct), Ids.Text(id) + ".bin")
            : TypedResults.NotFound();

    internal static async Task<IResult> Retry(
        Guid id, Quarantine quarantine, Intake intake, ChannelRegistry channels, RequestWrites writes, CancellationToken ct)
    {
        // a repeated request is answered as the first one was, whose input may be gone by now
        if (await quarantine.FindAsync(id, ct) is null) return await writes.RunAsync((_, _) => Task.FromResult(Answer.NotFound()), ct);
        var answer = await intake.RetryAsync(
            id, channels, (unit, token) => writes.RunAsync(async (tx, inside) => AnswerOf(await unit(tx, inside)), token), ct);
        return answer is null ? NotAtWork() : answer;
    }

    internal static async Task<IResult> RetryAll(
        RetryAllBody body, QuarantineRetries retries, Cursors cursors, RequestWrites writes, CancellationToken ct)
    {
        if (await writes.RepeatedAsync(ct) is { } repeated) return repeated;
        var list = $"{Path}/retry?{body.Channel}";
        var done = await retries.RunAsync(body.Channel, Input.Id("cursor", cursors.Read(list, body.Cursor)), ct);
        if (done is null) return NotAtWork();
        var view = new RetriedView(done.Taken, done.Kept, done.Next is { } next ? cursors.Make(list, Ids.Text(next)) : null);
        return await writes.RunAsync((_, _) => Task.FromResult(Answer.Ok(view, ApiJson.Default.RetriedView)), ct);
    }

    internal static async Task<IResult> Delete(
        Guid id, [FromQuery] string? reason, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        var why = Input.Word("reason", reason, DiscardReason.All) ?? DiscardReason.Other;
        return await writes.RunAsync(
            async (tx, unit) => await Quarantine.DiscardAsync(tx, id, why, caller.Actor, unit) ? Answer.NoContent() : Answer.NotFound(), ct);
    }

    private static Problem NotAtWork() => Problem.Of(409, "Its channel is not at work.");

    /// <summary>Somebody else's retry may have been quicker.</summary>
    private static Answer AnswerOf(IntakeResult? result) => result is null
        ? Answer.Conflict("It was settled meanwhile.")
        : Answer.Ok(MessageInView.Of(result), ApiJson.Default.MessageInView);
}

/// <summary>Which inputs are read again: those of a channel, from where the last answer said that there are more.</summary>
internal sealed record RetryAllBody(string Channel, string? Cursor = null);

/// <summary>How many inputs could be read now and how many not; <c>next</c> where there are more.</summary>
internal sealed record RetriedView(int Taken, int Kept, string? Next);

/// <summary>A quarantined input as the API shows it; its bytes are only to be had as a download.</summary>
internal sealed record QuarantineView(string Id, string Channel, string Reason, string Type, long Size, long Attempts, DateTimeOffset At)
{
    public static QuarantineView Of(QuarantinedInput kept) =>
        new(Ids.Text(kept.Id), kept.Channel, kept.Reason, kept.Type, kept.Size, kept.Attempts, kept.StoredAt.ToTime());
}
