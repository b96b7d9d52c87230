using Hub.Core;
using Hub.Core.Conversations;
using Hub.Core.Storage.Blobs;
using Hub.Host.Security;
using Microsoft.Net.Http.Headers;

namespace Hub.Host.Api;

/// <summary>
/// Files of messages. What a customer sends may be anything, so a file leaves only as a download of unknown type, which no browser shows or
/// runs, whatever its name and its bytes say.
/// </summary>
internal static class AttachmentsApi
{
    private const string Path = "/attachments";

    // what a client says that was told nothing about the file
    private static readonly string[] TypesOfForms = ["application/x-www-form-urlencoded", "multipart/form-data"];

    public static void MapAttachments(IEndpointRouteBuilder api)
    {
        var attachments = api.MapGroup(Path);
        attachments.MapPost("/", Upload).Requires("attachments.write")
            .Produces<AttachmentView>(201).Produces<Problem>(413, Problem.ContentType)
            .WithSummary("Takes a file, the body, for a message that will name its id; without one it goes after a day");
        attachments.MapGet("/{id:guid}", Download).Requires("attachments.read").Produces(200, contentType: MediaType.Unknown)
            .WithSummary("The file, always as a download");
    }

    internal static async Task<IResult> Upload(
        string? name, Caller caller, AttachmentStore attachments, RequestWrites writes, HttpContext http, CancellationToken ct)
    {
        var type = MediaType.Clean(http.Request.ContentType);
        if (TypesOfForms.Contains(type)) type = MediaType.Unknown;
        var upload = await attachments.PrepareAsync((name ?? "", type), http.Request.Body, caller.Subject, ct);
        return await writes.RunAsync(
            async (tx, unit) =>
            {
                await AttachmentStore.KeepAsync(tx, upload, unit);
                return Answer.Created($"/api/v1{Path}/{Ids.Text(upload.Id)}", AttachmentView.Of(upload), ApiJson.Default.AttachmentView);
            },
            ct);
    }

    internal static async Task<IResult> Download(
        Guid id, Caller caller, AttachmentStore attachments, BlobAlarms alarms, HttpContext http, CancellationToken ct)
    {
        if (await attachments.FindAsync(id, caller.Subject, ct) is not { } file) return TypedResults.NotFound();
        try
        {
            var content = await attachments.OpenAsync(file, ct);
            Guard(http.Response.Headers, file.Name);
            return TypedResults.Stream(content, MediaType.Unknown);
        }
        catch (BlobUnreadableException error)
        {
            await alarms.RaiseAsync(error, ct);
            return Problem.Of(503, "The file cannot be read at present. An alarm has been raised.");
        }
    }

    /// <summary>RFC 6266 and RFC 8187 for the name; OWASP File Upload Cheat Sheet for the rest.</summary>
    private static void Guard(IHeaderDictionary headers, string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        // a range is not worth what it can be abused for
        headers.AcceptRanges = "none";
    }
}
