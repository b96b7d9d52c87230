using System.Net;
using System.Text.Json.Nodes;
using Hub.Core;
using Hub.Core.Conversations;
using Hub.Tests.Hosting;

namespace Hub.Tests.Chat;

/// <summary>A visitor of the chat, as a page calls the hub.</summary>
public sealed class ChatGuest(HubFixture hub, string token)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Token { get; } = token;

    public HttpClient Http { get; } = hub.Client(token);

    public static async Task<ChatGuest> ComeAsync(HubFixture hub)
    {
        var begun = await hub.Anonymous.SendJsonAsync("POST", "/chat/chat/visitors", null, Ct).JsonAsync(HttpStatusCode.Created, Ct);
        return new ChatGuest(hub, begun.Text("token"));
    }

    public static Guid NewId() => Ids.New(TimeProvider.System);

    /// <summary>Posts a message; the answer is the caller's to check.</summary>
    public Task<HttpResponseMessage> SendAsync(Guid id, string text) =>
        Http.SendJsonAsync("POST", "/chat/chat/messages", new JsonObject { ["id"] = Ids.Text(id), ["text"] = text }.ToJsonString(), Ct);

    /// <summary>Posts a message that is new; answers its id and its conversation.</summary>
    public async Task<Arrived> WriteAsync(string text)
    {
        var posted = await SendAsync(NewId(), text).JsonAsync(HttpStatusCode.Created, Ct);
        var message = Guid.Parse(posted["message"]!.Text("id"));
        var kept = await hub.Store.ReadAsync((db, read) => MessageStore.FindAsync(db, message, read), Ct);
        return new Arrived(kept!.ConversationId, message);
    }

    /// <summary>An agent's answer, or note; answers its id.</summary>
    public async Task<string> AnswerAsync(Arrived arrived, string text, bool isNote = false)
    {
        var json = new JsonObject { ["text"] = text, ["private"] = isNote }.ToJsonString();
        var made = await hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/messages", json, Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        return made.Text("id");
    }

    /// <summary>The last page of what the visitor sees.</summary>
    public Task<JsonNode> HistoryAsync(string query = "") => Http.GetAsync("/chat/chat/messages" + query, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    /// <summary>The texts of that page.</summary>
    public async Task<List<string>> TextsAsync() => [.. (await HistoryAsync())["items"]!.AsArray().Select(item => item!.Text("text"))];

    public Task<ChatEventClient> ListenAsync(string? lastEventId = null) => ChatEventClient.OpenAsync(Http, lastEventId, Ct);
}
