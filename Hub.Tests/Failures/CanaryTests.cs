using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hub.Tests.Fakes;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Failures;

/// <summary>
/// Words that nobody may find in what the host writes: secrets, passwords, tokens, what customers write and who they are. They are planted
/// everywhere, in what succeeds and in what fails, and then looked for.
/// </summary>
public sealed class CanaryTests : IDisposable
{
    private const string Canary = "canary-7f3a91";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new("canary");

    public CanaryTests()
    {
        File.WriteAllText(_folder["secret"], Canary + "-webhook-secret");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder["secret"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task K06_the_hosts_whole_output_has_no_secret_no_body_and_no_address_in_it()
    {
        await using var receiver = new WebhookReceiver(Canary + "-webhook-secret") { ExtraHeader = $"X-Note: {Canary}" };
        var environment = Environment(receiver);
        environment["OMNIHUB_ADMIN_PASSWORD"] = Canary + " pass phrase";
        await using var host = await HostProcess.StartAsync(new HostSetup { Environment = environment }, Ct);
        using var client = new HttpClient { BaseAddress = host.Url };
        var token = (await SignInAsync(client, "admin", Canary + " pass phrase").JsonAsync(HttpStatusCode.OK, Ct)).Text("token");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        await UseAsync(client, receiver);
        await host.StopAsync(Ct);

        AssertSilent(host.Output.ToString() + host.Errors, token);
        Assert.Contains("has signed in", host.Errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K06_not_even_the_hubs_own_lines_at_the_finest_level_have_one()
    {
        await using var receiver = new WebhookReceiver(Canary + "-webhook-secret");
        var setup = new HubSetup
        {
            Environment = Environment(receiver),
            Services = services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Hub", LogLevel.Trace)),
        };
        await using var hub = await HubFixture.StartAsync(setup, Ct);

        await UseAsync(hub.Admin, receiver);

        await Eventually.HoldsAsync(() => hub.Log.All.Any(line => line.StartsWith("Debug Hub.", StringComparison.Ordinal)), "the finest level is on", Patience, Ct);
        AssertSilent(string.Join('\n', hub.Log.All), hub.Admin.DefaultRequestHeaders.Authorization!.Parameter!);
    }

    private Dictionary<string, string> Environment(WebhookReceiver receiver) => new()
    {
        ["OMNIHUB__Channels__api__Webhook__Url"] = receiver.Url + "?key=" + Canary,
        ["OMNIHUB__Channels__api__Webhook__Secret"] = "file:" + _folder["secret"],
    };

    private static async Task UseAsync(HttpClient client, WebhookReceiver receiver)
    {
        foreach (var user in new[] { "admin", Canary }) (await SignInAsync(client, user, Canary + " wrong password")).Dispose();
        await SendAsync(client, "POST", "/agents", $$"""{"user":"ann","name":"{{Canary}} Ann","role":"agent","password":"{{Canary}} long password"}""");
        await SendAsync(client, "POST", "/agents", $$"""{"user":"bob","name":"Bob","role":"{{Canary}}","password":"{{Canary}}"}""");
        receiver.Fault = WebhookFault.HalfBody;
        var conversation = await TalkAsync(client);
        await AskWronglyAsync(client, conversation);
        await Eventually.HoldsAsync(() => receiver.Ledger.Count > 0, "the webhook is called and breaks off", Patience, Ct);
        (receiver.Fault, receiver.Status) = (WebhookFault.None, 500);
        await SendAsync(client, "POST", $"/conversations/{conversation}/messages", $$"""{"text":"{{Canary}} once more"}""");
        await Eventually.HoldsAsync(() => receiver.Ledger.Count > 1, "the webhook is called and refuses", Patience, Ct);
        await SendAsync(client, "GET", "/conversations?q=" + Canary, null);
        await SendAsync(client, "GET", "/deliveries", null);
    }

    private static async Task<string> TalkAsync(HttpClient client)
    {
        var body = new JsonObject
        {
            ["externalId"] = Canary,
            ["from"] = new JsonObject { ["address"] = Canary + "@example.org", ["name"] = Canary },
            ["subject"] = Canary,
            ["text"] = Canary + new string(' ', 100_000) + Canary,
            ["html"] = $"<p onclick='{Canary}'>{Canary}<script>{Canary}</script>",
            ["attachments"] = new JsonArray(new JsonObject { ["name"] = Canary + ".txt", ["base64"] = Convert.ToBase64String("x"u8) }),
        };
        var taken = await client.SendJsonAsync("POST", "/api/v1/channels/api/messages", body.ToJsonString(), Ct).JsonAsync(HttpStatusCode.Created, Ct);
        var conversation = taken.Text("conversationId");
        await SendAsync(client, "POST", "/channels/api/messages", $$"""{"externalId":"{{Canary}}","from":{"address":"{{Canary}}"},"text":"{{Canary}} other"}""");
        await SendAsync(client, "POST", $"/conversations/{conversation}/messages", $$"""{"text":"{{Canary}} answer"}""", ("Idempotency-Key", Canary));
        await SendAsync(client, "POST", $"/conversations/{conversation}/messages", $$"""{"text":"{{Canary}} note","private":true}""");
        return conversation;
    }

    private static async Task AskWronglyAsync(HttpClient client, string conversation)
    {
        await SendAsync(client, "POST", "/channels/api/messages", $$"""{"from":{"address":"a"},"text":"{{Canary}}","{{Canary}}":1}""");
        await SendAsync(client, "POST", "/channels/api/messages", $$"""{"from":"{{Canary}}""");
        await SendAsync(client, "POST", $"/channels/{Canary}/messages", "{}");
        await SendAsync(client, "GET", $"/conversations?cursor={Canary}&token={Canary}", null);
        await SendAsync(client, "GET", $"/contacts/{Canary}", null);
        await SendAsync(client, "GET", "/me", null, ("Authorization", $"Bearer ohk_{Canary}"));
        await SendAsync(client, "PATCH", $"/conversations/{conversation}", $$"""{"status":"{{Canary}}"}""", ("If-Match", $"\"{Canary}\""));
        (await client.SendJsonAsync("POST", $"/hooks/api?{Canary}", $$"""{"{{Canary}}":""", Ct, ("webhook-signature", Canary))).Dispose();
        (await client.SendJsonAsync("POST", $"/hooks/{Canary}/{Canary}", Canary, Ct)).Dispose();
        (await client.GetAsync("/" + Canary, Ct)).Dispose();
    }

    private static async Task SendAsync(HttpClient client, string method, string path, string? json, params (string Name, string Value)[] headers) =>
        (await client.SendJsonAsync(method, "/api/v1" + path, json, Ct, headers)).Dispose();

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string user, string password) =>
        client.SendJsonAsync("POST", "/api/v1/login", $$"""{"user":"{{user}}","password":"{{password}}"}""", Ct);

    private static void AssertSilent(string output, string token)
    {
        var lines = output.Split('\n');
        Assert.DoesNotContain(lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(lines, line => line.Contains(token, StringComparison.Ordinal));
    }
}
