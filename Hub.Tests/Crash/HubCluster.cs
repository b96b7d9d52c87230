using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hub.Tests.Servers;

namespace Hub.Tests.Crash;

/// <summary>One or several real hosts over one store, any of which may be killed at any instant, and clients that keep asking.</summary>
internal sealed class HubCluster : IAsyncDisposable
{
    // between two kills a host may be up for less than a request takes on a busy machine
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly List<HostProcess> _hosts;
    private int _answers;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private HubCluster(List<HostProcess> hosts) => _hosts = hosts;

    public int Count => _hosts.Count;

    public static async Task<HubCluster> StartAsync(int hosts, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var started = new List<HostProcess>();
        for (var i = 0; i < hosts; i++) started.Add(await HostProcess.StartAsync(new HostSetup { Environment = environment }, ct));
        var cluster = new HubCluster(started);
        var login = await cluster.RepeatAsync(
            HttpMethod.Post, "/api/v1/login", new JsonObject { ["user"] = "admin", ["password"] = HostSetup.AdminPassword }, null, ct);
        cluster._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)login["token"]!);
        return cluster;
    }

    public HostProcess Host(int number) => _hosts[number];

    /// <summary>Starts one more host over the same store.</summary>
    public async Task JoinAsync(IReadOnlyDictionary<string, string> environment, CancellationToken ct) =>
        _hosts.Add(await HostProcess.StartAsync(new HostSetup { Environment = environment }, ct));

    /// <summary>Kills a host and starts it again on its data.</summary>
    public async Task KillAsync(int host, CancellationToken ct)
    {
        await _hosts[host].KillAsync(ct);
        await _hosts[host].StartAgainAsync(ct);
    }

    /// <summary>Kills hosts at random instants.</summary>
    /// <param name="kills">How often.</param>
    /// <param name="longest">The longest that a host lives, in milliseconds.</param>
    /// <param name="chance">Chooses the host and the instant.</param>
    /// <param name="ct">Gives up.</param>
    public async Task KillAtRandomAsync(int kills, int longest, Random chance, CancellationToken ct)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            var victim = chance.Next(Count);
            // mostly at work, for a slow machine needs longer for the first request than a host is left alive; now and then while it comes up
            if (chance.Next(5) > 0) await ServesAsync(ct);
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(100, longest)), TimeProvider.System, ct);
            await KillAsync(victim, ct);
        }
    }

    /// <summary>Asks again, of any host, until one answers 2xx: what a careful client does when a line breaks.</summary>
    public async Task<JsonNode> RepeatAsync(HttpMethod method, string path, JsonNode? body, string? idempotencyKey, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var host = _hosts[attempt % Count];
            var (status, answer) = await TryAsync(host, method, path, body, idempotencyKey, ct);
            if (status is >= 200 and < 300)
            {
                Interlocked.Increment(ref _answers);
                return answer ?? new JsonObject();
            }

            if (status is >= 400 and < 500 and not 429 || TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"{method} {path}: {status} after {attempt + 1} tries {answer?.ToJsonString()}\n{host.Output}\n{host.Errors}");
            await Task.Delay(BetweenTries, TimeProvider.System, ct);
        }
    }

    /// <summary>Every item of a list, page by page.</summary>
    public async Task<List<JsonNode>> ListAsync(string path, CancellationToken ct)
    {
        var all = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await RepeatAsync(HttpMethod.Get, $"{path}{(path.Contains('?') ? '&' : '?')}limit=200{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}", null, null, ct);
            all.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>What the first host answers to this, as text.</summary>
    public Task<string> GetTextAsync(string path, CancellationToken ct) => _http.GetStringAsync(new Uri(_hosts[0].Url, path), ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>Waits until somebody has got an answer.</summary>
    private Task ServesAsync(CancellationToken ct)
    {
        var before = Volatile.Read(ref _answers);
        return Eventually.HoldsAsync(() => Volatile.Read(ref _answers) != before, "somebody gets an answer", Patience, ct);
    }

    /// <returns>The status, or 0 where the line broke and nobody knows.</returns>
    private async Task<(int Status, JsonNode? Answer)> TryAsync(
        HostProcess host, HttpMethod method, string path, JsonNode? body, string? idempotencyKey, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(host.Url, path));
            if (body is not null) request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
            if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
            using var response = await _http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            // killed, or not up again yet
            return (0, null);
        }
    }
}
