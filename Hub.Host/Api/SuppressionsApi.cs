using Hub.Core;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Host.Api;

/// <summary>To whom nothing is sent, and why.</summary>
internal static class SuppressionsApi
{
    private const string Path = "/suppressions";
    private const string Write = "suppressions.write";

    public static void MapSuppressions(IEndpointRouteBuilder api)
    {
        var suppressions = api.MapGroup(Path);
        suppressions.MapGet("/", List).Requires("suppressions.read").WithSummary("To whom nothing is sent, the latest first; address and reason narrow it");
        suppressions.MapGet("/{id:guid}", Get).Requires("suppressions.read").WithSummary("One suppression");
        suppressions.MapPost("/", Add).Requires(Write).WithMetadata(BodyLimit.Small).Produces<SuppressionView>(201)
            .Produces<Problem>(409, Problem.ContentType).WithSummary("Stops what is sent to an address from now on");
        suppressions.MapDelete("/{id:guid}", Remove).Requires(Write).Produces(204)
            .WithSummary("Lets messages to the address pass again; those that failed are sent again by /deliveries/{id}/retry");
    }

    private static Task<Page<SuppressionView>> List(
        [FromQuery] string? address, [FromQuery] string? reason, [AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var before = Input.Id("cursor", cursors.Read(Path, query.Cursor));
        // a mail address is the usual case; what is none is looked for as it is
        var wanted = Input.Given(address) is { } given ? ContactAddress.Canonical(PointKinds.Email, given) ?? given : null;
        return store.ReadAsync(
            async (db, read) => Page.Of(
                await SuppressionList.ListAsync(db, (wanted, Input.Given(reason), before), query.Rows, read), query, SuppressionView.Of,
                row => cursors.Make(Path, Ids.Text(row.Id))),
            ct);
    }

    private static async Task<Results<Ok<SuppressionView>, NotFound>> Get(Guid id, Store store, CancellationToken ct) =>
        await store.ReadAsync((db, read) => SuppressionList.FindAsync(db, id, read), ct) is { } found
            ? TypedResults.Ok(SuppressionView.Of(found))
            : TypedResults.NotFound();

    internal static async Task<IResult> Add(NewSuppressionBody body, Caller caller, RequestWrites writes, TimeProvider time, CancellationToken ct)
    {
        if (body.Fault(time.GetUtcNow()) is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                if (await SuppressionList.AddAsync(tx, body.Suppression, caller.Actor, unit) is not { } id)
                    return Answer.Conflict("The address is suppressed for this purpose for another reason already.");
                var added = await SuppressionList.FindAsync(tx, id, unit);
                return Answer.Created($"/api/v1{Path}/{Ids.Text(id)}", SuppressionView.Of(added!), ApiJson.Default.SuppressionView);
            },
            ct);
    }

    internal static Task<Answer> Remove(Guid id, [FromQuery] string? why, Caller caller, RequestWrites writes, CancellationToken ct)
    {
        var reason = Input.Word("why", why, LiftReason.Names);
        return writes.RunAsync(
            async (tx, unit) => await SuppressionList.RemoveAsync(tx, id, reason, caller.Actor, unit) ? Answer.NoContent() : Answer.NotFound(), ct);
    }
}
