using Hub.Core;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Storage.Blobs;
using Hub.Host.Api;
using Hub.Host.Desk.Pages;
using Hub.Host.Desk.Reading;
using Hub.Host.Security;

namespace Hub.Host.Desk.Forms;

/// <summary>The quarantine at the desk: its list, one input as text, and what can be done with them.</summary>
internal static class QuarantineForms
{
    private const string Path = "/quarantine";
    private const int Rows = 50;

    public static void MapQuarantineForms(IEndpointRouteBuilder desk)
    {
        var quarantine = desk.MapGroup(Path);
        quarantine.MapGet("/", List).RequiresAtDesk("quarantine.read");
        quarantine.MapGet("/{id:guid}", Show).RequiresAtDesk("quarantine.read");
        quarantine.MapPost("/retry", RetryAll).RequiresAtDesk("quarantine.retry").WithMetadata(BodyLimit.Small);
        quarantine.MapPost("/{id:guid}/retry", Retry).RequiresAtDesk("quarantine.retry").WithMetadata(BodyLimit.Small);
        quarantine.MapPost("/{id:guid}/discard", Discard).RequiresAtDesk("quarantine.delete").WithMetadata(BodyLimit.Small);
    }

    private static Task<IResult> List(string? before, HttpContext http, Quarantine quarantine) => DeskPages.PageAsync<QuarantinePage, QuarantineModel>(
        http, "quarantine",
        async (shell, _, ct) =>
        {
            var rows = await quarantine.ListAsync(Input.Id("before", before), Rows + 1, ct);
            return new QuarantineModel
            {
                Shell = shell, Before = Input.Given(before), Rows = [.. rows.Take(Rows)], Next = rows.Count > Rows ? Ids.Text(rows[Rows - 1].Id) : null,
            };
        });

    private static Task<IResult> Show(Guid id, HttpContext http, Quarantine quarantine, BlobAlarms alarms) => DeskPages.PageAsync<QuarantinedPage, QuarantinedModel>(
        http, "quarantine",
        async (shell, _, ct) =>
        {
            var row = await quarantine.FindAsync(id, ct);
            return new QuarantinedModel { Shell = shell, Row = row, Text = row is null ? null : await TextAsync(row, quarantine, alarms, ct) };
        });

    private static async Task<RawText?> TextAsync(QuarantinedInput row, Quarantine quarantine, BlobAlarms alarms, CancellationToken ct)
    {
        try
        {
            return RawText.Of(await quarantine.ReadStartAsync(row, RawText.MostBytes, ct), row.Size);
        }
        catch (BlobUnreadableException error)
        {
            await alarms.RaiseAsync(error, ct);
            return null;
        }
    }

    private static async Task<IResult> RetryAll(
        DeskForm form, QuarantineRetries retries, Cursors cursors, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await QuarantineApi.RetryAll(new RetryAllBody(form["channel"] ?? ""), retries, cursors, writes, ct), ListUrl);

    private static async Task<IResult> Retry(
        Guid id, Quarantine quarantine, Intake intake, ChannelRegistry channels, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await QuarantineApi.Retry(id, quarantine, intake, channels, writes, ct), ListUrl);

    private static async Task<IResult> Discard(Guid id, DeskForm form, Caller caller, RequestWrites writes, HttpContext http, CancellationToken ct) =>
        await DeskAnswer.AfterAsync(http, await QuarantineApi.Delete(id, form["reason"], caller, writes, ct), ListUrl);

    private static string ListUrl => DeskRoutes.Path + Path;
}
