using System.Net;

namespace Hub.Tests.Hosting;

/// <summary>An agent, and a client signed in as the agent.</summary>
public sealed record AgentClient(Guid Id, HttpClient Http)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task AvailableAsync() => PresenceAsync("available");

    public Task PresenceAsync(string state) =>
        Http.SendJsonAsync("PUT", $"/api/v1/agents/{Id}/presence", $$"""{"state":"{{state}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);

    /// <summary>What the agent carries, in tenths of a unit.</summary>
    public async Task<long> LoadAsync() =>
        (await Http.GetAsync($"/api/v1/agents/{Id}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["load"]!.GetValue<long>();

    /// <summary>Waits until the agent has a conversation.</summary>
    public Task HasAsync(Arrived arrived) => Eventually.HoldsAsync(
        async _ => (await Centre.IdsAsync(Http, "/conversations?view=mine")).Contains(arrived.Conversation), $"agent {Id} to have it", TimeSpan.FromSeconds(10), Ct);
}
