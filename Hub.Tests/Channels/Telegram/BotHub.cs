using System.Net;
using Hub.Host.Sandboxes.Telegram;
using Hub.Tests.Channels.Http;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Telegram;

/// <summary>A hub with a bot before a sandbox of the Bot API.</summary>
internal sealed class BotHub : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly bool _owns;

    private BotHub(TelegramSandbox sandbox, HubFixture hub, TempFolder folder, bool owns) => (Sandbox, Hub, _folder, _owns) = (sandbox, hub, folder, owns);

    public TelegramSandbox Sandbox { get; }

    public HubFixture Hub { get; }

    /// <summary>Starts a hub; with a sandbox of its own where none is given.</summary>
    public static async Task<BotHub> StartAsync(TimeProvider time, CancellationToken ct, TelegramSandbox? sandbox = null, IReadOnlyDictionary<string, string>? more = null, string? webhookSecret = null)
    {
        var folder = new TempFolder("bot");
        var owns = sandbox is null;
        sandbox ??= await TelegramSandbox.StartAsync(time, ct);
        var environment = new Dictionary<string, string>(more ?? new Dictionary<string, string>())
        {
            ["OMNIHUB__Channels__bot__Kind"] = "telegram",
            ["OMNIHUB__Channels__bot__Name"] = "Bot",
            ["OMNIHUB__Channels__bot__Queue"] = "support",
            ["OMNIHUB__Channels__bot__Token"] = HttpRig.Secret(folder["token"], TelegramSandbox.Token),
            ["OMNIHUB__Channels__bot__ApiUrl"] = sandbox.Url,
        };
        if (webhookSecret is not null)
        {
            environment["OMNIHUB__Channels__bot__Webhook__Url"] = "https://hub.example.org/hooks/bot";
            environment["OMNIHUB__Channels__bot__Webhook__Secret"] = HttpRig.Secret(folder["secret"], webhookSecret);
        }

        return new BotHub(sandbox, await HubFixture.StartAsync(new HubSetup { Time = time, Environment = environment }, ct), folder, owns);
    }

    /// <summary>The texts that customers wrote, as they are stored.</summary>
    public Task<List<string>> TextsAsync(CancellationToken ct) =>
        Hub.Store.ReadAsync((db, read) => db.ListAsync<string>("SELECT body FROM messages WHERE direction = 'in' ORDER BY seq", null, read), ct);

    /// <summary>Answers the only conversation.</summary>
    public async Task AnswerAsync(string body, CancellationToken ct)
    {
        var conversation = Assert.Single(await Centre.IdsAsync(Hub.Admin, "/conversations?channel=bot"));
        using var answer = await Hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{conversation}/messages", body, ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        if (_owns) await Sandbox.DisposeAsync();
        _folder.Dispose();
    }
}
