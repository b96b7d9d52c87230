using Hub.Core.Channels;
using Hub.Host.Http;
using Hub.Host.Metrics;
using Hub.Host.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Hub.Host.Api;

/// <summary>
/// Where providers call. Open to the internet: the channel checks each call's signature, over the raw body and the public URL, which is
/// put together from the configuration and never from what the request says of its host.
/// </summary>
internal static class HooksApi
{
    private static readonly BodyLimit Limit = new(64 * 1024);

    public static void MapHooks(this IEndpointRouteBuilder app) =>
        app.Map("/hooks/{channelId}/{**rest}", Receive).Open().WithMetadata(Limit).ExcludeFromDescription();

    private static async Task<IResult> Receive(
        string channelId, string? rest, HttpContext http, ChannelDirectory channels, GoneChannels gone, PublicBase publicBase)
    {
        var (standing, found) = await channels.FindAsync(channelId, http.RequestAborted);
        if (standing is ChannelStanding.Disabled or ChannelStanding.Deleted) await gone.TellAsync(channelId, http.RequestAborted);
        if (standing != ChannelStanding.Running) return ChannelDirectory.Refusal(http, standing, disabled: 410);
        if (found is not IWebhookChannel channel) return ChannelDirectory.Refusal(http, ChannelStanding.Unknown, disabled: 410);
        var target = Target(http);
        var request = new WebhookRequest(
            http.Request.Method,
            publicBase.Url + target,
            string.IsNullOrEmpty(rest) ? "" : "/" + rest,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.FirstOrDefault() ?? "", StringComparer.OrdinalIgnoreCase),
            await ReadAsync(http));
        var answer = await channel.ReceiveAsync(request, http.RequestAborted);
        HookMetrics.Answered(channelId, answer.Status);
        if (answer.Status == 405) http.Response.Headers.Allow = "POST";
        if (answer.Bytes is { } bytes) return TypedResults.Bytes(bytes, answer.ContentType);
        return answer.Body is null
            ? TypedResults.StatusCode(answer.Status)
            : TypedResults.Text(answer.Body, answer.ContentType, statusCode: answer.Status);
    }

    /// <summary>Path and query exactly as the provider wrote them; one that wrote a whole address (RFC 9112 section 3.2.2) does not choose the host.</summary>
    private static string Target(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.StartsWith('/')) return target;
        var path = target.IndexOf('/', target.IndexOf("//", StringComparison.Ordinal) + 2);
        return path < 0 ? "/" : target[path..];
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }
}
