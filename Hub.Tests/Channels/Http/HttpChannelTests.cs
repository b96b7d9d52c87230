using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Tests.Contracts;
using Hub.Tests.Fakes;

namespace Hub.Tests.Channels.Http;

public sealed class HttpChannelTests : ChannelContract
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private HttpRig? _rig;
    private WebhookReceiver? _receiver;
    private IChannel? _channel;

    protected override IChannel Channel => _channel!;

    private WebhookReceiver Receiver => _receiver!;

    [Theory]
    [InlineData(200, DeliveryState.Accepted, null)]
    [InlineData(204, DeliveryState.Accepted, null)]
    [InlineData(301, DeliveryState.Planned, DeliveryClass.Configuration)]
    [InlineData(307, DeliveryState.Planned, DeliveryClass.Configuration)]
    [InlineData(400, DeliveryState.Failed, DeliveryClass.Content)]
    [InlineData(401, DeliveryState.Planned, DeliveryClass.Configuration)]
    [InlineData(403, DeliveryState.Planned, DeliveryClass.Configuration)]
    [InlineData(404, DeliveryState.Planned, DeliveryClass.Configuration)]
    [InlineData(408, DeliveryState.Planned, DeliveryClass.Transient)]
    [InlineData(410, DeliveryState.Failed, DeliveryClass.Address)]
    [InlineData(413, DeliveryState.Failed, DeliveryClass.Content)]
    [InlineData(422, DeliveryState.Failed, DeliveryClass.Content)]
    [InlineData(425, DeliveryState.Planned, DeliveryClass.Transient)]
    [InlineData(429, DeliveryState.Planned, DeliveryClass.Throttled)]
    [InlineData(500, DeliveryState.Planned, DeliveryClass.Transient)]
    [InlineData(503, DeliveryState.Planned, DeliveryClass.Transient)]
    public async Task Each_status_has_its_meaning(int status, DeliveryState state, DeliveryClass? error)
    {
        Receiver.Status = status;
        Receiver.ExtraHeader = "Location: http://127.0.0.1:1/elsewhere";
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((state, error), (row.State, row.Class));
        Assert.Equal(1, Receiver.Connections);
    }

    [Theory]
    [InlineData(WebhookFault.DropAfterReading, DeliveryState.Unknown)]
    [InlineData(WebhookFault.HalfStatus, DeliveryState.Unknown)]
    [InlineData(WebhookFault.Silence, DeliveryState.Unknown)]
    [InlineData(WebhookFault.HalfBody, DeliveryState.Accepted)]
    [InlineData(WebhookFault.EndlessBody, DeliveryState.Accepted)]
    public async Task Each_break_has_its_meaning(WebhookFault fault, DeliveryState state)
    {
        Receiver.Fault = fault;
        var id = await SendAsync();
        Assert.Equal(state, await Rig.StateAsync(id));
        Receiver.Fault = WebhookFault.None;
        await RunAgainAsync();
        Assert.Equal(1, Receiver.CountOf(id));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_a_reason_to_wait()
    {
        Start("http://no-such-host.invalid/hook", ("Webhook:AllowPlain", "true"));
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((DeliveryState.Planned, DeliveryClass.Transient), (row.State, row.Class));
    }

    [Fact]
    public async Task Where_the_receiver_drops_repetitions_a_broken_line_is_tried_again()
    {
        Start(Receiver.Url, ("Webhook:ReceiverDeduplicates", "true"));
        Receiver.Fault = WebhookFault.DropAfterReading;
        var id = await SendAsync();
        Assert.Equal(DeliveryState.Planned, await Rig.StateAsync(id));
        Receiver.Fault = WebhookFault.None;
        await RunAgainAsync();
        Assert.Equal(2, Receiver.CountOf(id));
        Assert.Equal(DeliveryState.Accepted, await Rig.StateAsync(id));
    }

    [Fact]
    public async Task The_post_says_what_was_agreed()
    {
        Rig.Content.Make = (_, message) => message with
        {
            Subject = "投诉",
            Html = "<p>Hello</p>",
            AgentName = "Ann",
            Attachments = [new OutboundAttachment("a.txt", "text/plain", 3, _ => Task.FromResult<Stream>(new MemoryStream([1, 2, 3])))],
        };
        var id = await SendAsync();
        var post = Assert.Single(Receiver.Ledger);
        var json = JsonNode.Parse(post.Body)!;

        Assert.Equal("application/json", post.Headers["content-type"]);
        Assert.Equal(id.ToString(), (string?)json["id"]);
        Assert.Equal("message.created", (string?)json["type"]);
        Assert.Equal(1, (int?)json["conversation"]!["number"]);
        Assert.Equal("Hello", (string?)json["message"]!["text"]);
        Assert.Equal("投诉", (string?)json["message"]!["subject"]);
        Assert.Equal("Ann", (string?)json["message"]!["agent"]);
        Assert.Equal("customer-1", (string?)json["to"]);
        Assert.Equal("thread-1", (string?)json["thread"]);
        Assert.Equal("AQID", (string?)json["attachments"]![0]!["base64"]);
        Assert.Equal(3, (int?)json["attachments"]![0]!["size"]);
    }

    [Fact]
    public async Task Files_too_large_for_a_post_fail_the_delivery_and_are_not_read()
    {
        Rig.Content.Make = (_, message) => message with
        {
            Attachments = [new OutboundAttachment("big", "video/mp4", 26 << 20, _ => throw new InvalidOperationException("must not be opened"))],
        };
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((DeliveryState.Failed, DeliveryClass.Content), (row.State, row.Class));
        Assert.Empty(Receiver.Ledger);
    }

    [Fact]
    public async Task Without_a_webhook_answers_are_held_and_no_receipt_is_taken()
    {
        Start("");
        var id = await SendAsync();
        Assert.Equal(DeliveryState.Accepted, await Rig.StateAsync(id));
        Assert.Empty(Receiver.Ledger);
        await HookAsync(Report(id, ReceiptState.Read, ReportSignature.Right), 403);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task A_report_of_another_time_is_refused(int seconds)
    {
        var id = await SendAsync();
        await HookAsync(Report(id, ReceiptState.Read, ReportSignature.Right, TimeSpan.FromSeconds(seconds)), 403);
    }

    [Fact]
    public async Task A_report_that_is_no_receipt_is_answered_with_what_is_wrong()
    {
        var request = Signed("""{"deliveryId":"7","state":"read"}""", "x-1", TimeSpan.Zero);
        var answer = await ((IWebhookChannel)Channel).ReceiveAsync(request, Ct);
        Assert.Equal(400, answer.Status);
        Assert.Contains("$.deliveryId", answer.Body, StringComparison.Ordinal);
        await HookAsync(request with { Method = "GET" }, 405);
        await HookAsync(request with { Path = "/more" }, 404);
        await HookAsync(request with { Body = new byte[70_000] }, 413);
    }

    protected override RawInput Input(string? id, string text, string reception = "r-1") =>
        Json(new JsonObject { ["externalId"] = id, ["from"] = new JsonObject { ["address"] = "customer-1" }, ["text"] = text }, reception);

    protected override RawInput InputWithFile(byte[] file) => Json(
        new JsonObject
        {
            ["from"] = new JsonObject { ["address"] = "customer-1" },
            ["attachments"] = new JsonArray(new JsonObject { ["name"] = "a.bin", ["base64"] = Convert.ToBase64String(file) }),
        },
        "r-1");

    protected override IEnumerable<(RawInput Input, string Reason)> UnreadableInputs() =>
    [
        (Raw("not json", "u-1"), "$"),
        (Raw("""{"from":{"address":"a"},"txt":"typo"}""", "u-2"), "$.txt: there is no such field"),
        (Raw("""{"text":"hello"}""", "u-3"), "a required field is missing"),
        (Raw("""{"from":{"address":"a"}}""", "u-4"), "neither text"),
        (Input("x", new string('x', 1_000_001), "u-5"), "$.text: it is longer"),
    ];

    protected override Task StartAsync()
    {
        _rig = new HttpRig(Store);
        _receiver = new WebhookReceiver(Secret);
        Start(_receiver.Url);
        return Task.CompletedTask;
    }

    protected override async Task StopAsync()
    {
        _rig!.Dispose();
        await _receiver!.DisposeAsync();
    }

    protected override void StartWithoutSecret() => _rig!.Create(new() { ["Webhook:Url"] = Receiver.Url, ["Webhook:Secret"] = "file:" + Folder["none"] });

    protected override (int Times, bool Genuine) Asked(Guid delivery)
    {
        var posts = Receiver.Ledger.Where(post => post.Id == delivery.ToString()).ToList();
        return (posts.Count, posts.TrueForAll(post => post.Genuine));
    }

    protected override void ProviderTakes() => (Receiver.Status, Receiver.Fault) = (200, WebhookFault.None);

    protected override void ProviderIsDown() => Receiver.Status = 502;

    protected override void ProviderIsBusy(TimeSpan retryAfter) =>
        (Receiver.Status, Receiver.ExtraHeader) = (429, $"Retry-After: {(int)retryAfter.TotalSeconds}");

    protected override void ProviderRefusesTheAddress() => Receiver.Status = 410;

    protected override void ProviderBreaksOff() => Receiver.Fault = WebhookFault.DropAfterReading;

    protected override WebhookRequest Report(Guid delivery, ReceiptState state, ReportSignature signature)
    {
        var request = Report(delivery, state, signature, TimeSpan.Zero);
        var headers = new Dictionary<string, string>(request.Headers);
        if (signature == ReportSignature.Missing) headers.Remove("webhook-signature");
        if (signature == ReportSignature.Empty) headers["webhook-signature"] = "";
        if (signature == ReportSignature.Wrong) headers["webhook-signature"] = "v1," + Convert.ToBase64String(new byte[32]);
        return request with { Headers = headers };
    }

    private static WebhookRequest Report(Guid delivery, ReceiptState state, ReportSignature _, TimeSpan late)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
        return Signed($$"""{"deliveryId":"{{delivery}}","state":"{{name}}"}""", $"{delivery}-{name}", late);
    }

    private static WebhookRequest Signed(string body, string id, TimeSpan late)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var at = (TimeProvider.System.GetUtcNow() + late).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. bytes];
        var mac = HMACSHA256.HashData(key, signed);
        var headers = new Dictionary<string, string>
        {
            ["webhook-id"] = id, ["webhook-timestamp"] = at, ["webhook-signature"] = "v1,AAAA v1," + Convert.ToBase64String(mac),
        };
        return new WebhookRequest("POST", "http://hub.example.org/hooks/api", "", headers, bytes);
    }

    private void Start(string url, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Webhook:Url"] = url, ["Webhook:TimeoutSeconds"] = "2" };
        if (url.Length > 0) settings["Webhook:Secret"] = HttpRig.Secret(Folder["secret"], Secret);
        foreach (var (key, value) in more) settings[key] = value;
        _channel = _rig!.Create(settings);
        Rig.Channels.Put(_channel);
    }

    private static RawInput Json(JsonObject json, string reception) => Raw(json.ToJsonString(), reception);

    private static RawInput Raw(string json, string reception) => new("application/json", Encoding.UTF8.GetBytes(json), reception);
}
