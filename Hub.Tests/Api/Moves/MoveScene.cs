using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Channels;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api.Moves;

/// <summary>Customers' threads at a channel as mail is one, and what is done to them.</summary>
public sealed class MoveScene(Centre centre)
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static readonly ChannelCapabilities Mailing = new() { Threads = true, Copies = true, Subject = true, MaxPerSecond = 1000 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Admin => centre.Hub.Admin;

    public Task<WorkPlace> MailPlaceAsync() => centre.WorkPlaceAsync("email", Mailing);

    public string Address() => centre.Unique("customer-") + "@example.org";

    /// <summary>A mail; the first of its names that is known is that of its conversation.</summary>
    public Task<Arrived> MailAsync(WorkPlace place, string from, string knownAs, params string[] names) => MailAsync(place, from, "Parcel", knownAs, names);

    public Task<Arrived> MailAsync(WorkPlace place, string from, string? subject, string knownAs, IReadOnlyList<string> names) =>
        centre.ArriveAsync(place, $"about {knownAs}", from, message => message with
        {
            Thread = new ThreadPlace(names, knownAs), ProviderId = $"<{knownAs}@mail.example>", Subject = subject,
        });

    /// <summary>Answers, and waits until the answer has gone out.</summary>
    public async Task<OutboundMessage> AnswerAsync(WorkPlace place, Guid conversation, string text = "answer", HttpClient? by = null)
    {
        var written = await (by ?? Admin).SendJsonAsync("POST", $"/api/v1/conversations/{conversation}/messages", $$"""{"text":"{{text}}"}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        var id = Guid.Parse(written.Text("id"));
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Any(sent => sent.MessageId == id), "the answer to go out", Soon, Ct);
        return place.Inbox.Sent.Last(sent => sent.MessageId == id);
    }

    /// <summary>By which name an answer to this message of ours means it.</summary>
    public static string NameOf(OutboundMessage sent) => $"{sent.OwnToken ?? sent.Token}.{sent.MessageId:N}";

    public Task<HttpResponseMessage> MergeAsync(Guid from, Guid into, HttpClient? by = null, params (string, string)[] headers) =>
        (by ?? Admin).SendJsonAsync("POST", $"/api/v1/conversations/{from}/merge", $$"""{"into":"{{into}}"}""", Ct, headers);

    public Task<HttpResponseMessage> SplitAsync(Guid from, HttpClient? by, params Guid[] messages) => (by ?? Admin).SendJsonAsync(
        "POST", $"/api/v1/conversations/{from}/split", $$"""{"messages":[{{string.Join(',', messages.Select(id => $"\"{id}\""))}}]}""", Ct);

    public Task<HttpResponseMessage> MoveAsync(Arrived message, Guid to, HttpClient? by = null) => (by ?? Admin).SendJsonAsync(
        "POST", $"/api/v1/conversations/{message.Conversation}/messages/{message.Message}/move", $$"""{"to":"{{to}}"}""", Ct);

    public async Task MergedAsync(Guid from, Guid into) => await MergeAsync(from, into).JsonAsync(HttpStatusCode.OK, Ct);

    public Task<JsonNode> ConversationAsync(Guid id) => Centre.ConversationAsync(Admin, id);

    public Task<JsonArray> MessagesAsync(Guid id) => Centre.ItemsAsync(Admin, $"/conversations/{id}/messages");

    public async Task<IReadOnlyList<Guid>> MessageIdsAsync(Guid id) => [.. (await MessagesAsync(id)).Select(message => Guid.Parse(message!.Text("id")))];

    public Task<JsonNode> PatchAsync(Guid id, string body) =>
        Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{id}", body, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    /// <summary>Why the message of an id is where it is.</summary>
    public async Task<(string? Reason, long? About)> ReasonAsync(Guid conversation, Guid message)
    {
        var shown = (await MessagesAsync(conversation)).Single(one => one!.Text("id") == message.ToString())!;
        return (shown["joinedBy"]?.GetValue<string>(), shown["joinedAbout"]?.GetValue<long>());
    }
}
