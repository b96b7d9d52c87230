using System.Text.Json.Nodes;
using Hub.Host.Security;
using Hub.Host.Web;
using Hub.Host.Web.Language;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Host.Chat;

/// <summary>The page of a chat, and the script that brings it into other pages.</summary>
internal static class ChatPages
{
    private const string ScriptType = "text/javascript; charset=utf-8";
    private const string TextsBegin = "/*texts*/{";
    private const char TextsEnd = '}';

    private static readonly Dictionary<string, byte[]> Widgets = Texts.All.ToDictionary(texts => texts.Tag, WidgetIn, StringComparer.Ordinal);

    public static void MapPages(IEndpointRouteBuilder app)
    {
        app.MapGet("/chat/{channelId}", Page).Open().ExcludeFromDescription();
        app.MapGet("/widget.js", Widget).Open().ExcludeFromDescription();
        ChatAssets.Map(app);
    }

    private static async Task<IResult> Page(string channelId, HttpContext http, ChatDoor door, TimeProvider time)
    {
        var (channel, refusal) = await door.ChannelAsync(channelId, http);
        if (channel is null) return refusal!;
        var options = channel.Options;
        var model = new ChatModel(channelId, options.Title, options.Greeting, options.MaxTextLength);
        return PageHtml.Of<ChatPage, ChatModel>(PageContext.Of(http, time), model, response => ChatHeaders.ForPage(response, options));
    }

    /// <summary>The one answer of the hub that pages of other origins may use.</summary>
    private static FileContentHttpResult Widget(HttpContext http)
    {
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.Vary = "Accept-Language";
        return TypedResults.Bytes(Widgets[Languages.Of(http.Request).Tag], ScriptType);
    }

    /// <summary>The script with its texts in this language.</summary>
    private static byte[] WidgetIn(Texts texts)
    {
        var script = ChatAssets.Text("widget.js");
        var begin = script.IndexOf(TextsBegin, StringComparison.Ordinal);
        var end = script.IndexOf(TextsEnd, begin);
        var json = new JsonObject { ["open"] = texts["chat.open"], ["close"] = texts["chat.close"], ["unread"] = texts["chat.unread"] };
        return System.Text.Encoding.UTF8.GetBytes(script[..begin] + json.ToJsonString() + script[(end + 1)..]);
    }
}
