using System.Globalization;
using Hub.Channels.WebChat;
using Hub.Host.Api;

namespace Hub.Host.Chat;

/// <summary>Lets visitors in: finds the chat that an address names, and the visitor whom the request's secret proves.</summary>
internal sealed class ChatDoor(ChannelDirectory channels)
{
    private const string Scheme = "Bearer ";

    /// <summary>The chat of this id, or why there is none to be had.</summary>
    public async Task<(WebChatChannel? Channel, Problem? Refusal)> ChannelAsync(string id, HttpContext http)
    {
        var (standing, found) = await channels.FindAsync(id, http.RequestAborted);
        if (standing != ChannelStanding.Running) return (null, ChannelDirectory.Refusal(http, standing, disabled: 410));
        return found is WebChatChannel chat ? (chat, null) : (null, ChannelDirectory.Refusal(http, ChannelStanding.Unknown, disabled: 410));
    }

    /// <summary>Who asks, or why nobody is let in. A secret anywhere but in the <c>Authorization</c> header is none.</summary>
    public async Task<(ChatVisitor? Visitor, Problem? Refusal)> VisitorAsync(string id, HttpContext http)
    {
        var (channel, refusal) = await ChannelAsync(id, http);
        if (channel is null) return (null, refusal);
        if (http.Request.Headers.Authorization is [{ } shown] && shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && channel.VisitorOf(shown[Scheme.Length..].Trim()) is { } address)
            return (new ChatVisitor(channel, address), null);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return (null, Problem.Of(401, "Show the visitor's token that POST ./visitors has given: Authorization: Bearer TOKEN."));
    }

    /// <summary>429, with how long to wait.</summary>
    public static Problem TooMany(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(429, "Too many at a time; wait as long as Retry-After says.");
    }
}
