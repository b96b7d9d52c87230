using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hub.Host.Sandboxes.Telegram;

/// <summary>
/// A Bot API on a loopback port, with people behind it: speaks the real one's HTTP, keeps what it was asked, and goes wrong on demand. Source:
/// core.telegram.org/bots/api.
/// </summary>
internal sealed class TelegramSandbox : IAsyncDisposable
{
    /// <summary>The bot's token, which opens nothing else.</summary>
    public const string Token = "424242:Sandbox-token-that-opens-nothing-else";

    private const int MostKept = 20_000;
    private const long MaxBodyBytes = 64 << 20;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<SandboxCall> _calls = new();
    private readonly ConcurrentQueue<SandboxMessage> _sent = new();
    private CancellationTokenSource _asking = new();

    private TelegramSandbox(WebApplication app, TimeProvider time)
    {
        (_app, _time) = (app, time);
        Updates = new SandboxUpdates(time);
        Customers = new TelegramCustomers(Updates, time);
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>What the bot has yet to hear.</summary>
    public SandboxUpdates Updates { get; }

    /// <summary>The people.</summary>
    public TelegramCustomers Customers { get; }

    /// <summary>What it was asked, oldest first.</summary>
    public IReadOnlyList<SandboxCall> Calls => [.. _calls];

    /// <summary>What people got, oldest first.</summary>
    public IReadOnlyList<SandboxMessage> Sent => [.. _sent];

    /// <summary>Who has blocked the bot.</summary>
    public ConcurrentDictionary<long, bool> Blocked { get; } = new();

    /// <summary>What goes wrong with a call; null for nothing.</summary>
    public Func<SandboxCall, TelegramFault?> Fault { get; set; } = _ => null;

    /// <summary>Where the bot wants to be called; null where it asks.</summary>
    public string? Webhook { get; private set; }

    /// <summary>What it wants to be shown.</summary>
    public string? WebhookSecret { get; private set; }

    /// <summary>Starts it.</summary>
    public static async Task<TelegramSandbox> StartAsync(TimeProvider time, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Limits.MaxRequestBodySize = MaxBodyBytes).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sandbox = new TelegramSandbox(app, time);
        app.Run(sandbox.AnswerAsync);
        await app.StartAsync(ct);
        return sandbox;
    }

    /// <summary>The settings that put a channel before it; its token is written into a file of a folder.</summary>
    public IReadOnlyDictionary<string, string> Settings(string channel, string folder)
    {
        var file = Path.Combine(folder, $"{channel}.token");
        var owner = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file, owner)) stream.Write(Encoding.ASCII.GetBytes(Token));
        return new Dictionary<string, string> { [$"Channels:{channel}:Token"] = "file:" + file, [$"Channels:{channel}:ApiUrl"] = Url };
    }

    /// <summary>Calls the webhook with everything that waits, so many at a time; what is taken waits no more.</summary>
    /// <param name="target">Where the hub listens, which stands for the host of the address that it wants to be called at.</param>
    /// <param name="connections">Calls at the same time.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The statuses.</returns>
    public async Task<IReadOnlyList<int>> DeliverAsync(Uri target, int connections, CancellationToken ct)
    {
        var statuses = new ConcurrentBag<int>();
        using var client = new HttpClient();
        var address = new Uri(target, new Uri(Webhook ?? throw new InvalidOperationException("No webhook was set.")).PathAndQuery);
        await Parallel.ForEachAsync(Updates.Pending(int.MaxValue), new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = ct }, async (update, token) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(update.Json, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", WebhookSecret);
            using var answer = await client.SendAsync(request, token);
            if (answer.IsSuccessStatusCode) Updates.Remove(update.Id);
            statuses.Add((int)answer.StatusCode);
        });
        return [.. statuses];
    }

    public async ValueTask DisposeAsync()
    {
        await _asking.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _asking.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith($"/file/bot{Token}/", StringComparison.Ordinal))
        {
            await AnswerFileAsync(http, path[$"/file/bot{Token}/".Length..]);
            return;
        }

        if (!path.StartsWith($"/bot{Token}/", StringComparison.Ordinal))
        {
            await RefuseAsync(http, TelegramFault.Refuse(401, "Unauthorized"));
            return;
        }

        var call = await SandboxReading.ReadAsync(http.Request, path[(path.LastIndexOf('/') + 1)..]);
        Keep(_calls, call);
        var fault = Fault(call);
        if (fault?.Delay > TimeSpan.Zero) await Task.Delay(fault.Delay, _time, http.RequestAborted);
        var result = fault is null or { Acts: true } ? await ActAsync(call, http.RequestAborted) : null;
        if (fault is { Cuts: true }) http.Abort();
        else if (fault is { Status: > 0 }) await RefuseAsync(http, fault);
        else if (result?.Refusal is { } refusal) await RefuseAsync(http, refusal);
        else await WriteAsync(http, 200, $$"""{"ok":true,"result":{{result?.Json ?? "true"}}}""");
    }

    private async Task<(string? Json, TelegramFault? Refusal)?> ActAsync(SandboxCall call, CancellationToken ct) => call.Method switch
    {
        "getMe" => ("""{"id":424242,"is_bot":true,"first_name":"Lampion","username":"lampion_bot"}""", null),
        "getUpdates" => await TellAsync(call, ct),
        "setWebhook" => SetWebhook(call["url"], call["secret_token"]),
        "deleteWebhook" => SetWebhook(null, null),
        "getFile" => FileOf(call["file_id"] ?? ""),
        "sendMessage" or "sendPhoto" or "sendDocument" or "sendMediaGroup" => Take(call),
        "answerCallbackQuery" or "leaveChat" => ("true", null),
        _ => (null, TelegramFault.Refuse(404, "Not Found")),
    };

    /// <summary>Tells updates. Who asks while another one waits ends that one, as the real one does.</summary>
    private async Task<(string?, TelegramFault?)?> TellAsync(SandboxCall call, CancellationToken ct)
    {
        if (Webhook is not null) return (null, TelegramFault.Refuse(409, "Conflict: can't use getUpdates method while webhook is active"));
        var mine = new CancellationTokenSource();
        var former = Interlocked.Exchange(ref _asking, mine);
        await former.CancelAsync();
        Updates.Confirm(Number(call, "offset"));
        var changed = Updates.Changed;
        if (Updates.Count == 0 && Number(call, "timeout") is > 0 and var seconds)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), _time);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, mine.Token, ct);
            await changed.WaitAsync(any.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (mine.IsCancellationRequested) return (null, TelegramFault.Refuse(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
        return (Updates.List((int)(Number(call, "limit") ?? 100)), null);
    }

    private (string?, TelegramFault?)? SetWebhook(string? url, string? secret)
    {
        (Webhook, WebhookSecret) = (string.IsNullOrEmpty(url) ? null : url, secret);
        return ("true", null);
    }

    private (string?, TelegramFault?)? FileOf(string id) => Customers.FindFile(id) switch
    {
        null => (null, TelegramFault.Refuse(400, "Bad Request: invalid file_id")),
        { Content.Length: > 20 << 20 } => (null, TelegramFault.Refuse(400, "Bad Request: file is too big")),
        { } file => (BotJson.Object(("file_id", id), ("file_unique_id", "u" + id), ("file_size", file.Content.Length), ("file_path", file.Path)).ToJsonString(), null),
    };

    private (string?, TelegramFault?)? Take(SandboxCall call)
    {
        if (Number(call, "chat_id") is not { } chat) return (null, TelegramFault.Refuse(400, "Bad Request: chat_id is empty"));
        if (Blocked.ContainsKey(chat)) return (null, TelegramFault.Refuse(403, "Forbidden: bot was blocked by the user"));
        var text = call["text"] ?? call["caption"] ?? SandboxReading.CaptionOf(call) ?? "";
        if (call.Method == "sendMessage" && text.Length is 0 or > 4096) return (null, TelegramFault.Refuse(400, "Bad Request: message text is empty or too long"));
        var message = new SandboxMessage(Customers.NextId(), chat, text, call.Files);
        Keep(_sent, message);
        var json = BotJson.Object(
            ("message_id", message.Id), ("date", _time.GetUtcNow().ToUnixTimeSeconds()), ("chat", BotJson.Object(("id", chat), ("type", "private"))), ("text", text));
        return (call.Method == "sendMediaGroup" ? new JsonArray(json).ToJsonString() : json.ToJsonString(), null);
    }

    private async Task AnswerFileAsync(HttpContext http, string path)
    {
        var call = new SandboxCall("file", BotJson.Object(("path", path)), []);
        var fault = Fault(call);
        if (fault is { Cuts: true }) http.Abort();
        else if (fault is { Status: > 0 }) await RefuseAsync(http, fault);
        else if (Customers.FileAt(path) is not { } content) await RefuseAsync(http, TelegramFault.Refuse(404, "Not Found"));
        else if (fault is { Delay: var delay } && delay > TimeSpan.Zero)
            for (var i = 0; i < content.Length && !http.RequestAborted.IsCancellationRequested; i++)
            {
                await http.Response.Body.WriteAsync(content.AsMemory(i, 1), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(delay, _time, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        else await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, TelegramFault fault)
    {
        var parameters = BotJson.Object(("retry_after", fault.RetryAfter), ("migrate_to_chat_id", fault.MigrateTo));
        var body = BotJson.Object(
            ("ok", false), ("error_code", fault.Status), ("description", fault.Description), ("parameters", parameters.Count > 0 ? parameters : null));
        return WriteAsync(http, fault.Status, body.ToJsonString());
    }

    private static async Task WriteAsync(HttpContext http, int status, string json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(json, http.RequestAborted);
    }

    private static long? Number(SandboxCall call, string name) =>
        long.TryParse(call[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Keep<T>(ConcurrentQueue<T> kept, T one)
    {
        kept.Enqueue(one);
        while (kept.Count > MostKept) kept.TryDequeue(out _);
    }
}
