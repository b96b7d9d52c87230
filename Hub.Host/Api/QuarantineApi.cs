using Hub.Core;
using Hub.Core.Channels;
using Hub.Core.Conversations;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

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
        quarantine.MapDelete("/{id:guid}", Delete).Requires("quarantine.delete").WithSummary("Deletes it for good");
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
        Guid id, Quarantine quarantine, Intake intake, ChannelRegistry channels, CancellationToken ct)
    {
        if (await quarantine.FindAsync(id, ct) is null) return TypedResults.NotFound();
        if (await intake.RetryAsync(id, channels, ct) is not { } result) return Problem.Of(409, "Its channel is not at work.");
        // somebody else's retry may have been quicker
        return result is IntakeResult.Quarantined && await quarantine.FindAsync(id, ct) is null
            ? Problem.Of(409, "It was settled meanwhile.")
            : TypedResults.Ok(MessageInView.Of(result));
    }

    internal static Task<Answer> Delete(Guid id, Caller caller, RequestWrites writes, CancellationToken ct) => writes.RunAsync(
        async (tx, unit) => await Quarantine.DeleteAsync(tx, id, caller.Actor, unit) ? Answer.NoContent() : Answer.NotFound(), ct);
}

/// <summary>A quarantined input as the API shows it; its bytes are only to be had as a download.</summary>
internal sealed record QuarantineView(string Id, string Channel, string Reason, string Type, long Size, long Attempts, DateTimeOffset At)
{
    public static QuarantineView Of(QuarantinedInput kept) =>
        new(Ids.Text(kept.Id), kept.Channel, kept.Reason, kept.Type, kept.Size, kept.Attempts, kept.StoredAt.ToTime());
}
