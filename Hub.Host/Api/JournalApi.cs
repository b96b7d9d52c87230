using System.Globalization;
using Hub.Core;
using Hub.Core.Journal;
using Hub.Host.Events;
using Hub.Host.Security;

namespace Hub.Host.Api;

/// <summary>The journal entries that a reader could not digest.</summary>
internal static class JournalApi
{
    private const string Path = "/journal/parked";

    public static void MapJournal(IEndpointRouteBuilder api)
    {
        var parked = api.MapGroup(Path);
        parked.MapGet("/", List).Requires("journal.read").WithSummary("The parked entries by their numbers");
        parked.MapPost("/{reader}/{seq:long}/retry", Retry).Requires("journal.retry").Produces(204).Produces<Problem>(409, Problem.ContentType)
            .WithSummary("Hands it to its reader once more");
        parked.MapDelete("/{reader}/{seq:long}", Drop).Requires("journal.drop").Produces(204).WithSummary("Gives it up");
    }

    private static async Task<Page<ParkedEntryView>> List(
        [AsParameters] PageQuery query, Cursors cursors, ParkedEntries parked, CancellationToken ct)
    {
        var (seq, reader) = cursors.Read(Path, query.Cursor)?.Split(' ', 2) is [var number, var name]
            ? (long.Parse(number, CultureInfo.InvariantCulture), name)
            : (0, "");
        var rows = await parked.ListAsync(seq, reader, query.Rows, ct);
        return Page.Of(rows, query, ParkedEntryView.Of, row => cursors.Make(Path, string.Create(CultureInfo.InvariantCulture, $"{row.Entry.Seq} {row.Reader}")));
    }

    private static async Task<IResult> Retry(string reader, long seq, ParkedEntries parked, CancellationToken ct) =>
        await parked.RetryAsync(reader, seq, ct) switch
        {
            ParkedResult.Applied => TypedResults.NoContent(),
            ParkedResult.Failed => Problem.Of(409, "It failed again; its error in the list says how."),
            _ => TypedResults.NotFound(),
        };

    private static async Task<IResult> Drop(string reader, long seq, ParkedEntries parked, CancellationToken ct) =>
        await parked.DropAsync(reader, seq, ct) ? TypedResults.NoContent() : TypedResults.NotFound();
}

/// <summary>A parked entry, and why it is parked.</summary>
internal sealed record ParkedEntryView(string Reader, long Seq, string Error, DateTimeOffset ParkedAt, EventView Entry)
{
    public static ParkedEntryView Of(ParkedEntry parked) =>
        new(parked.Reader, parked.Entry.Seq, parked.Error, parked.ParkedAt.ToTime(), EventView.Of(parked.Entry));
}
