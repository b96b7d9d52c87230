using Hub.Core;
using Hub.Core.Canned;
using Hub.Core.Storage;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>Answers that agents keep at hand.</summary>
internal static class CannedApi
{
    private const string Path = "/canned";

    public static void MapCanned(IEndpointRouteBuilder api)
    {
        var canned = api.MapGroup(Path);
        canned.MapGet("/", List).Requires("canned.read").WithSummary("The canned answers by name");
        canned.MapPost("/", Create).Requires("canned.write").Produces<CannedView>(201).Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Adds a canned answer");
        canned.MapDelete("/{id:guid}", Delete).Requires("canned.write").Produces(204).WithSummary("Deletes a canned answer");
    }

    internal static async Task<IResult> Create(NewCannedBody body, RequestWrites writes, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        return await writes.RunAsync(
            async (tx, unit) => await CannedStore.CreateAsync(tx, body.Name, body.Text, unit) is { } added
                ? Answer.Created($"/api/v1{Path}/{Ids.Text(added.Id)}", CannedView.Of(added), ApiJson.Default.CannedView)
                : Answer.Conflict("Another canned answer has this name."),
            ct);
    }

    internal static Task<Answer> Delete(Guid id, RequestWrites writes, CancellationToken ct) => writes.RunAsync(
        async (tx, unit) => await CannedStore.DeleteAsync(tx, id, unit) ? Answer.NoContent() : Answer.NotFound(), ct);

    private static async Task<Page<CannedView>> List([AsParameters] PageQuery query, Cursors cursors, Store store, CancellationToken ct)
    {
        var after = cursors.Read(Path, query.Cursor);
        var rows = await store.ReadAsync((db, read) => CannedStore.ListAsync(db, after, query.Rows, read), ct);
        return Page.Of(rows, query, CannedView.Of, row => cursors.Make(Path, row.Name));
    }
}

/// <summary>A canned answer as the API shows it.</summary>
internal sealed record CannedView(string Id, string Name, string Text, DateTimeOffset CreatedAt)
{
    public static CannedView Of(CannedAnswer answer) => new(Ids.Text(answer.Id), answer.Name, answer.Text, answer.CreatedAt.ToTime());
}

/// <summary>A canned answer to add.</summary>
internal sealed record NewCannedBody(string Name, string Text)
{
    public Problem? Fault() =>
        Input.LineFault(Name, CannedAnswer.LongestName) is { } name ? Problem.Invalid("name", name)
        : string.IsNullOrWhiteSpace(Text) || Text.Length > CannedAnswer.LongestText
            ? Problem.Invalid("text", $"it has 1 to {CannedAnswer.LongestText} characters")
            : null;
}
