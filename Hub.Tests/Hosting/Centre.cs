using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Hosting;

/// <summary>A running hub with customers, queues and agents. Tests share one and keep apart by their own queues and customers.</summary>
public class Centre : IAsyncLifetime
{
    private HubFixture? _hub;
    private int _count;

    public HubFixture Hub => _hub!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Centre> StartAsync(HubSetup setup) => new() { _hub = await HubFixture.StartAsync(setup, Ct) };

    public async ValueTask InitializeAsync() => _hub ??= await HubFixture.StartAsync(await SetupAsync(), Ct);

    public virtual async ValueTask DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A word that nothing else has.</summary>
    public string Unique(string prefix) => $"{prefix}{Interlocked.Increment(ref _count)}";

    /// <summary>A new queue with a channel whose conversations enter it.</summary>
    public async Task<WorkPlace> WorkPlaceAsync(string pointKind = "external", ChannelCapabilities? can = null)
    {
        var key = Unique("queue-");
        var queue = await Hub.Admin.SendJsonAsync("POST", "/api/v1/queues", $$"""{"key":"{{key}}","name":"Queue {{key}}"}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        var inbox = new FakeInbox(Unique("inbox-"), key, pointKind, can);
        Hub.Services.GetRequiredService<ChannelRegistry>().Put(inbox);
        return new WorkPlace(Guid.Parse(queue.Text("id")), key, inbox);
    }

    /// <summary>A new agent who is a member of the queue.</summary>
    public async Task<AgentClient> MemberAsync(WorkPlace place, string role = "agent")
    {
        var agent = await Hub.AgentAsync(role, Ct);
        using var added = await Hub.Admin.PutAsync($"/api/v1/queues/{place.QueueId}/members/{agent.Id}", null, Ct);
        Assert.Equal(HttpStatusCode.NoContent, added.StatusCode);
        return agent;
    }

    /// <summary>A customer's message by the place's channel; the sender is a new one where none is given.</summary>
    public async Task<Arrived> ArriveAsync(WorkPlace place, string text, string? from = null, Func<InboundMessage, InboundMessage>? with = null)
    {
        var message = new InboundMessage
        {
            Source = new SourceKey(Unique("message-")), FromAddress = from ?? Unique("customer-"), FromName = "Ann Lee", Text = text,
        };
        var input = place.Inbox.InputOf(with?.Invoke(message) ?? message);
        return await Hub.Services.GetRequiredService<Intake>().AcceptAsync(place.Inbox, input, Ct) switch
        {
            IntakeResult.Created made => new Arrived(made.ConversationId, made.MessageId),
            IntakeResult.Appended added => new Arrived(added.ConversationId, added.MessageId),
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    /// <summary>The conversation as the client sees it.</summary>
    public static Task<JsonNode> ConversationAsync(HttpClient client, Guid id) =>
        client.GetAsync($"/api/v1/conversations/{id}", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    /// <summary>How the hub is set up.</summary>
    protected virtual Task<HubSetup> SetupAsync() => Task.FromResult(new HubSetup());

    /// <summary>The items of a list.</summary>
    public static async Task<JsonArray> ItemsAsync(HttpClient client, string path) =>
        (await client.GetAsync("/api/v1" + path, Ct).JsonAsync(HttpStatusCode.OK, Ct))["items"]!.AsArray();

    /// <summary>The ids on a page of conversations, in order.</summary>
    public static async Task<List<Guid>> IdsAsync(HttpClient client, string path) =>
        [.. (await ItemsAsync(client, path)).Select(item => Guid.Parse(item!.Text("id")))];
}

/// <summary>A queue and the channel that fills it.</summary>
public sealed record WorkPlace(Guid QueueId, string Key, FakeInbox Inbox);

/// <summary>What became of a customer's message.</summary>
public sealed record Arrived(Guid Conversation, Guid Message);
