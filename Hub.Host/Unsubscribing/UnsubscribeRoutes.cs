using Hub.Core.Deliveries;
using Hub.Host.Api;
using Hub.Host.Security;
using Hub.Host.Web;

namespace Hub.Host.Unsubscribing;

/// <summary>
/// Where <c>List-Unsubscribe</c> leads (RFC 8058): a POST ends what is sent, at once and without signing in, however often it comes; a GET only
/// asks, because programs that look into mails follow every link.
/// </summary>
internal static class UnsubscribeRoutes
{
    private const string Path = "/unsubscribe/{token}";

    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The page of the holder of a token.</summary>
    public static string PathOf(string token) => "/unsubscribe/" + token;

    public static void MapUnsubscribing(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Ask).Open().ExcludeFromDescription();
        app.MapPost(Path, Take).Open().WithMetadata(BodyLimit.Small).ExcludeFromDescription();
    }

    private static async Task<IResult> Ask(string token, HttpContext http, OptOuts optOuts, TimeProvider time, CancellationToken ct) =>
        Page(http, time, new UnsubscribeModel(await optOuts.PurposeAsync(token, ct), IsDone: false));

    private static async Task<IResult> Take(string token, HttpContext http, OptOuts optOuts, TimeProvider time, CancellationToken ct) =>
        Page(http, time, new UnsubscribeModel(await optOuts.TakeAsync(token, ct), IsDone: true));

    private static PageHtml Page(HttpContext http, TimeProvider time, UnsubscribeModel model) => PageHtml.Of<UnsubscribePage, UnsubscribeModel>(
        PageContext.Of(http, time), model, response => response.Headers.ContentSecurityPolicy = Policy, model.Purpose is null ? 404 : 200);
}
