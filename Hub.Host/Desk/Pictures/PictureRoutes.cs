using Hub.Core;
using Hub.Core.Conversations;
using Hub.Host.Api;
using Hub.Host.Security;

namespace Hub.Host.Desk.Pictures;

/// <summary>Pictures of mails, for the frames that mails are shown in: only ever pictures by their bytes, whatever they are called.</summary>
internal static class PictureRoutes
{
    /// <summary>The address of a picture that is a file of its message.</summary>
    public static string UrlOf(Guid attachment) => $"{DeskRoutes.Path}/attachments/{Ids.Text(attachment)}/picture";

    public static void MapPictures(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/attachments/{id:guid}/picture", OfMessage).RequiresAtDesk("attachments.read");
        desk.MapGet(PictureLinks.Path, OfElsewhere).RequiresAtDesk("messages.read");
    }

    private static async Task<IResult> OfMessage(
        Guid id, Caller caller, AttachmentStore attachments, BlobAlarms alarms, HttpContext http, CancellationToken ct)
    {
        if (await attachments.FindAsync(id, caller.Subject, ct) is not { Size: <= Picture.MostBytes } file) return TypedResults.NotFound();
        return await attachments.BytesAsync(file, alarms, ct) is { } bytes ? Show(Picture.Of(bytes), http) : TypedResults.NotFound();
    }

    private static async Task<IResult> OfElsewhere(
        string url, string key, Caller caller, PictureLinks links, PictureFetcher fetcher, HttpContext http, CancellationToken ct) =>
        links.IsOf(caller, url, key) && Uri.TryCreate(url, UriKind.Absolute, out var address)
            ? Show(await fetcher.FetchAsync(address, ct), http)
            : TypedResults.NotFound();

    private static IResult Show(Picture? picture, HttpContext http)
    {
        if (picture is null) return TypedResults.NotFound();
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(picture.Content, picture.Type);
    }
}
