using System.Net;
using System.Net.Http.Headers;
using Hub.Host.Sandboxes.Twilio;
using Hub.Tests.Channels.Twilio;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Sms;

/// <summary>A running hub with a channel of Twilio's, and the sandbox that it speaks to.</summary>
internal sealed class SmsDesk : IAsyncDisposable
{
    public const string Number = "+4930901820";
    public const string SecondNumber = "+4930901821";
    public const string Customer = "+4915112345678";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TempFolder _folder;
    private HttpClient? _key;

    private SmsDesk(TempFolder folder, TwilioSandbox sandbox, HubFixture hub) => (_folder, Sandbox, Hub) = (folder, sandbox, hub);

    public TwilioSandbox Sandbox { get; }

    public HubFixture Hub { get; }

    public string HookUrl => Hub.Url + "hooks/sms";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<SmsDesk> StartAsync(params (string Key, string Value)[] settings) => StartAsync(TimeProvider.System, settings);

    public static async Task<SmsDesk> StartAsync(TimeProvider time, params (string Key, string Value)[] settings)
    {
        var folder = new TempFolder("sms");
        var sandbox = await TwilioSandbox.StartAsync(TwilioRig.AccountSid, TwilioRig.AuthToken, time, Ct);
        var hub = await HubFixture.StartAsync(new HubSetup { Time = time, Environment = Settings(sandbox, folder, "sms", settings) }, Ct);
        var desk = new SmsDesk(folder, sandbox, hub);
        sandbox.HookUrl = desk.HookUrl;
        return desk;
    }

    /// <summary>The settings of a channel that speaks to the sandbox.</summary>
    public static Dictionary<string, string> Settings(TwilioSandbox sandbox, TempFolder folder, string kind, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["Kind"] = kind, ["Name"] = "Text messages", ["Queue"] = "support", ["AccountSid"] = sandbox.AccountSid,
            ["AuthToken"] = TwilioRig.Secret(folder["token"], sandbox.AuthToken), ["Numbers__0"] = Number, ["ApiUrl"] = sandbox.Url, ["MaxPerSecond"] = "1000",
        };
        foreach (var (key, value) in more) settings[key] = value;
        return settings.ToDictionary(entry => entry.Key.StartsWith("OMNIHUB", StringComparison.Ordinal) ? entry.Key : "OMNIHUB__Channels__sms__" + entry.Key, entry => entry.Value);
    }

    /// <summary>A customer's message that the sandbox holds and brings.</summary>
    public async Task<int> WriteAsync(string text, string from = Customer, string to = Number) => (await Sandbox.WriteAsync(from, to, text, Ct)).Status;

    /// <summary>A call of the hook with these fields.</summary>
    public async Task<HttpStatusCode> CallAsync(List<KeyValuePair<string, string>> fields, string? signature, string path = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, HookUrl + path) { Content = new FormUrlEncodedContent(fields) };
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
        using var answer = await Hub.Anonymous.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    public Task<HttpStatusCode> CallAsync(List<KeyValuePair<string, string>> fields) => CallAsync(fields, Sandbox.Sign(HookUrl, fields));

    /// <summary>The fields of a new message.</summary>
    public List<KeyValuePair<string, string>> Fields(string text, string from = Customer) => Sandbox.FieldsOf(
        new TwilioSandboxMessage
        {
            Sid = Sandbox.Store.NewSid("SM"), From = from, To = Number, Body = text, IsInbound = true, At = Sandbox.Time.GetUtcNow(),
        });

    public Task<List<string>> BodiesAsync() => ListAsync<string>("SELECT body FROM messages WHERE direction = 'in' ORDER BY seq");

    public Task<List<T>> ListAsync<T>(string sql) => Hub.Store.ReadAsync((db, read) => db.ListAsync<T>(sql, null, read), Ct);

    public async Task<long> CountAsync(string from) => (await ListAsync<long>("SELECT COUNT(*) FROM " + from))[0];

    /// <summary>Begins a conversation from our side; its id.</summary>
    public async Task<string> BeginAsync(string text, string to = Customer, string more = "") => (await Hub.Admin.SendJsonAsync(
        "POST", "/api/v1/conversations", $$"""{"channel":"sms","to":["{{to}}"],"text":{{HttpAssert.Quoted(text)}}{{more}}}""", Ct).JsonAsync(HttpStatusCode.Created, Ct)).Text("id");

    /// <summary>Answers in the only conversation.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(string text, string more = "")
    {
        var client = _key ?? Hub.Admin;
        var id = (await Centre.ItemsAsync(client, "/conversations?status="))[0]!.Text("id");
        return await client.SendJsonAsync("POST", $"/api/v1/conversations/{id}/messages", $$"""{"text":{{HttpAssert.Quoted(text)}}{{more}}}""", Ct);
    }

    public async Task<string> UploadAsync(string name, string type, byte[] content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/attachments?name=" + name) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return (await Hub.Admin.SendAsync(request, Ct).JsonAsync(HttpStatusCode.Created, Ct)).Text("id");
    }

    /// <summary>Waits for so many messages of ours at Twilio; the last one.</summary>
    public async Task<TwilioSandboxMessage> SentAsync(int count = 1)
    {
        List<TwilioSandboxMessage> Sent() => [.. Sandbox.Store.All.Where(message => !message.IsInbound)];
        await HoldsAsync(() => Task.FromResult(Sent().Count >= count), $"{count} messages are sent");
        return Sent()[count - 1];
    }

    /// <summary>Waits until the latest delivery is so.</summary>
    public Task DeliveryIsAsync(string state) => HoldsAsync(
        async () => (await ListAsync<string>("SELECT state FROM deliveries ORDER BY seq DESC LIMIT 1")).FirstOrDefault() == state, $"the delivery is {state}");

    public Task HoldsAsync(Func<Task<bool>> condition, string what) => Eventually.HoldsAsync(
        _ =>
        {
            if (Sandbox.Time is Time.ManualTime time) time.Advance(TimeSpan.FromMilliseconds(500));
            return condition();
        },
        what, Patience, Ct);

    /// <summary>Answers by a key from now on, which does not run out as sessions do.</summary>
    public async Task UseKeyAsync() => _key = await Hub.KeyAsync("admin", Ct);

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Sandbox.DisposeAsync();
        _folder.Dispose();
    }
}
