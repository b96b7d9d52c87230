using System.Globalization;
using Hub.Channels.Fax.Tiff;
using Hub.Core;
using Hub.Core.Conversations;
using Hub.Host.Api;
using Hub.Host.Desk.Pages;
using Hub.Host.Security;

namespace Hub.Host.Desk.Pictures;

/// <summary>The pages of faxes, which browsers cannot show as they come: each is unpacked when it is looked at.</summary>
internal static class FaxPageRoutes
{
    /// <summary>The type of files that are shown so.</summary>
    public const string Type = "image/tiff";

    /// <summary>The largest file that is shown, bytes: a thousand pages of a gateway that packs badly.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Where the pages of a file are shown.</summary>
    public static string UrlOf(Guid attachment) => $"{DeskRoutes.Path}/attachments/{Ids.Text(attachment)}/pages";

    /// <summary>The picture of a page, counted from 1.</summary>
    public static string UrlOf(Guid attachment, int page) => $"{UrlOf(attachment)}/{page:D}";

    public static void MapFaxPages(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/attachments/{id:guid}/pages", Pages).RequiresAtDesk("attachments.read");
        desk.MapGet("/attachments/{id:guid}/pages/{number}", Page).RequiresAtDesk("attachments.read");
    }

    private static async Task<IResult> Pages(Guid id, Caller caller, AttachmentStore attachments, BlobAlarms alarms, HttpContext http)
    {
        if (await FindAsync(id, caller, attachments, http.RequestAborted) is not { } file) return TypedResults.NotFound();
        var (count, fault) = await CountAsync(file, attachments, alarms, http.RequestAborted);
        return await DeskPages.PageAsync<FaxPage, FaxPageModel>(
            http, null, (shell, _, _) => Task.FromResult(new FaxPageModel { Shell = shell, File = file, Pages = count, Fault = fault }));
    }

    private static async Task<IResult> Page(
        Guid id, string number, Caller caller, AttachmentStore attachments, BlobAlarms alarms, HttpContext http, CancellationToken ct)
    {
        if (await FindAsync(id, caller, attachments, ct) is not { } file) return TypedResults.NotFound();
        if (await attachments.BytesAsync(file, alarms, ct) is not { } bytes) return TypedResults.NotFound();
        try
        {
            var tiff = TiffFile.Open(bytes);
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) || page < 1 || page > tiff.Pages) return TypedResults.NotFound();
            http.Response.Headers.CacheControl = "private, max-age=3600";
            return TypedResults.Bytes(PngWriter.Write(tiff.Page(page - 1)), PngWriter.MediaType);
        }
        catch (UnreadableTiffException)
        {
            // the page that asks for it says in words what it lacks
            return TypedResults.NotFound();
        }
    }

    private static async Task<(int Pages, string? Fault)> CountAsync(Attachment file, AttachmentStore attachments, BlobAlarms alarms, CancellationToken ct)
    {
        if (await attachments.BytesAsync(file, alarms, ct) is not { } bytes) return (0, "");
        try
        {
            return (TiffFile.Open(bytes).Pages, null);
        }
        catch (UnreadableTiffException error)
        {
            return (0, error.Message);
        }
    }

    private static async Task<Attachment?> FindAsync(Guid id, Caller caller, AttachmentStore attachments, CancellationToken ct) =>
        await attachments.FindAsync(id, caller.Subject, ct) is { Type: Type, Size: <= MostBytes } file ? file : null;
}
