using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Host.Sandboxes.Telegram;
using Hub.Tests.Contracts;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Telegram;

public sealed class TelegramChannelTests : SilentChannelContract
{
    private const long User = 4711;
    private TelegramRig? _rig;
    private IChannel? _channel;
    private int _downPort;

    protected override IChannel Channel => _channel!;

    private TelegramSandbox Sandbox => _rig!.Sandbox;

    public static TheoryData<int, string, DeliveryState, DeliveryClass?> Refusals() => new()
    {
        { 400, "Bad Request: chat not found", DeliveryState.Failed, DeliveryClass.Address },
        { 400, "Bad Request: can't parse entities", DeliveryState.Failed, DeliveryClass.Content },
        { 400, "Bad Request: message is too long", DeliveryState.Failed, DeliveryClass.Content },
        { 401, "Unauthorized", DeliveryState.Planned, DeliveryClass.Configuration },
        { 403, "Forbidden: bot was blocked by the user", DeliveryState.Failed, DeliveryClass.Consent },
        { 403, "Forbidden: user is deactivated", DeliveryState.Failed, DeliveryClass.Address },
        { 403, "Forbidden: bot can't initiate conversation with a user", DeliveryState.Failed, DeliveryClass.Address },
        { 404, "Not Found", DeliveryState.Planned, DeliveryClass.Configuration },
        { 413, "Request Entity Too Large", DeliveryState.Failed, DeliveryClass.Content },
        { 429, "Too Many Requests: retry after 5", DeliveryState.Planned, DeliveryClass.Throttled },
        { 500, "Internal Server Error", DeliveryState.Unknown, DeliveryClass.Ambiguous },
        { 502, "Bad Gateway", DeliveryState.Unknown, DeliveryClass.Ambiguous },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_has_its_meaning(int status, string description, DeliveryState state, DeliveryClass? error)
    {
        Sandbox.Fault = _ => TelegramFault.Refuse(status, description);
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((state, error), (row.State, row.Class));
        Assert.Contains(description, row.Error, StringComparison.Ordinal);
        Assert.Single(Sandbox.Calls);
    }

    [Fact]
    public async Task J11_a_user_who_has_blocked_the_bot_is_sent_nothing_more()
    {
        Sandbox.Blocked[User] = true;
        var first = await Rig.PlanAsync(Rig.NewId(), channel: Channel.Account.Id, to: "4711");
        await RunAgainAsync();
        Assert.Equal(DeliveryState.Failed, await Rig.StateAsync(first));
        var second = await Rig.PlanAsync(Rig.NewId(), channel: Channel.Account.Id, to: "4711");
        await RunAgainAsync();
        var row = await Rig.FindAsync(second);
        Assert.Equal((DeliveryState.Failed, DeliveryClass.Suppressed), (row.State, row.Class));
        Assert.Single(Sandbox.Calls);
    }

    [Fact]
    public async Task A_chat_that_has_moved_is_followed_once()
    {
        Sandbox.Fault = call => call["chat_id"] == "4711" ? new TelegramFault { Status = 400, Description = "Bad Request: group chat was upgraded", MigrateTo = -100200 } : null;
        Assert.Equal(DeliveryState.Accepted, await Rig.StateAsync(await SendAsync()));
        Assert.Equal(-100200, Assert.Single(Sandbox.Sent).Chat);

        Sandbox.Fault = call => new TelegramFault { Status = 400, Description = "Bad Request: group chat was upgraded", MigrateTo = 5 };
        Assert.Equal(DeliveryState.Failed, await Rig.StateAsync(await SendAsync()));
        Assert.Equal(4, Sandbox.Calls.Count);
    }

    [Fact]
    public async Task Text_and_files_go_as_one_call_where_they_fit_and_every_call_is_as_the_Bot_API_describes_it()
    {
        await SendWithAsync("picture", File("a.png", "image/png"));
        await SendWithAsync("document", File("a.pdf", "application/pdf"));
        await SendWithAsync("album", File("a.pdf", "application/pdf"), File("b.txt", "text/plain"));
        await SendWithAsync(new string('x', 1025), File("a.pdf", "application/pdf"));
        await SendWithAsync("", File("quote\".txt", "no type"));
        Assert.Equal(["sendPhoto", "sendDocument", "sendMediaGroup", "sendMessage", "sendDocument", "sendDocument"], Sandbox.Calls.Select(call => call.Method));
        Assert.Equal(["picture", "document", "album", new string('x', 1025), "", ""], Sandbox.Sent.Select(sent => sent.Text));
        Assert.Equal([1, 2, 3], Sandbox.Sent[1].Files[0].Content);
        Assert.Equal(2, Sandbox.Sent[2].Files.Count);
        Assert.Empty(Sandbox.Calls.Select(BotApiDescription.Read().FaultOf).OfType<string>());
    }

    [Fact]
    public async Task A_picture_that_is_refused_as_one_goes_as_a_file()
    {
        Sandbox.Fault = call => call.Method == "sendPhoto" ? TelegramFault.Refuse(400, "Bad Request: PHOTO_INVALID_DIMENSIONS") : null;
        Assert.Equal(DeliveryState.Accepted, await Rig.StateAsync(await SendWithAsync("wide", File("a.png", "image/png"))));
        Assert.Equal(["sendPhoto", "sendDocument"], Sandbox.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task A_message_of_which_only_the_text_was_taken_is_shown_to_a_human()
    {
        Sandbox.Fault = call => call.Method == "sendDocument" ? TelegramFault.Refuse(429, "Too Many Requests") : null;
        var row = await Rig.FindAsync(await SendWithAsync(new string('x', 1025), File("a.pdf", "application/pdf")));
        Assert.Equal(DeliveryState.Unknown, row.State);
        Assert.Contains("its files were not", row.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Telegram_does_not_carry_fails_with_the_reason_and_is_not_opened()
    {
        var closed = new OutboundAttachment("big", "video/mp4", 51 << 20, _ => throw new InvalidOperationException("must not be opened"));
        Assert.Contains("50 MB", (await Rig.FindAsync(await SendWithAsync("big", closed))).Error, StringComparison.Ordinal);
        Assert.Contains("empty", (await Rig.FindAsync(await SendWithAsync("empty", closed with { Size = 0 }))).Error, StringComparison.Ordinal);
        Assert.Contains("more than 10", (await Rig.FindAsync(await SendWithAsync("many", [.. Enumerable.Repeat(closed with { Size = 1 }, 11)]))).Error, StringComparison.Ordinal);
        Assert.Contains("4096", (await Rig.FindAsync(await SendWithAsync(new string('x', 4097)))).Error, StringComparison.Ordinal);
        Assert.Empty(Sandbox.Calls);
    }

    [Theory]
    [InlineData("customer-1")]
    [InlineData("@lampion")]
    public async Task An_address_that_is_no_user_id_is_not_called(string address)
    {
        Rig.Content.Make = (_, message) => message with { To = address };
        Assert.Equal(DeliveryClass.Address, (await Rig.FindAsync(await SendAsync())).Class);
        Assert.Empty(Sandbox.Calls);
    }

    [Fact]
    public void F10_a_webhook_without_a_secret_of_32_characters_refuses_to_start_and_says_which_setting()
    {
        Assert.Contains("Webhook:Secret", Refused([("Webhook:Url", "https://hub.example.org/hooks/bot")]), StringComparison.Ordinal);
        var tooShort = _rig!.Secret("short", new string('a', 31));
        Assert.Contains("Webhook:Secret", Refused([("Webhook:Url", "https://hub.example.org/hooks/bot"), ("Webhook:Secret", tooShort)]), StringComparison.Ordinal);
        Assert.Contains("Webhook:Url", Refused([("Webhook:Url", "http://hub.example.org/hooks/bot")]), StringComparison.Ordinal);
        Assert.Contains("Token", Refused([("Token", null)]), StringComparison.Ordinal);
        var noToken = Refused([("Token", _rig.Secret("none", "secret-that-is-no-token"))]);
        Assert.Contains("Token", noToken, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-that-is-no-token", noToken, StringComparison.Ordinal);

        string Refused(IEnumerable<(string, string?)> settings) => Assert.Throws<InvalidOperationException>(() => _rig!.Create(settings)).Message;
    }

    protected override RawInput Input(string? id, string text, string reception = "r-1") => Raw(Update(id ?? reception, BotJson.Object(("text", text))), reception);

    protected override RawInput InputWithFile(byte[] file)
    {
        var input = Update("m-1", BotJson.Object(("document", BotJson.Object(("file_id", "f-1"), ("file_name", "a.bin")))));
        input["files"] = new JsonArray(BotJson.Object(("file_id", "f-1"), ("content", Convert.ToBase64String(file))));
        return Raw(input, "r-1");
    }

    protected override IEnumerable<(RawInput Input, string Reason)> UnreadableInputs()
    {
        var group = Update("m-1", BotJson.Object(("text", "Hello")));
        group["updates"]![0]!["message"]!["chat"]!["type"] = "group";
        var stranger = Update("m-1", BotJson.Object(("text", "Hello")));
        stranger["updates"]![0]!["message"]!["from"]!["id"] = 12;
        return
        [
            (new RawInput("application/json", Encoding.UTF8.GetBytes("not json"), "u-1"), "$"),
            (new RawInput("application/json", Encoding.UTF8.GetBytes("""{"updates":[]}"""), "u-2"), "there is none"),
            (new RawInput("application/json", Encoding.UTF8.GetBytes("""{"updates":[{"message":{"message_id":"x"}}]}"""), "u-3"), "no update"),
            (Raw(group, "u-4"), "group"),
            (Raw(stranger, "u-5"), "sender"),
        ];
    }

    protected override async Task StartAsync()
    {
        _rig = await TelegramRig.StartAsync(Store, Ct);
        Rig.Content.Make = (id, message) => message with { To = "4711", Text = $"Hello {id}" };
        _downPort = FreePort.Find();
        Use(_rig.Create());
    }

    protected override async Task StopAsync() => await _rig!.DisposeAsync();

    protected override void StartWithoutSecret() => _rig!.Create(("Token", "file:" + Folder["none"]));

    protected override (int Times, bool Genuine) Asked(Guid delivery)
    {
        var asked = Sandbox.Calls.Where(call => call["text"]?.Contains(delivery.ToString(), StringComparison.Ordinal) == true).ToList();
        return (asked.Count, asked.TrueForAll(call => call["chat_id"] == "4711"));
    }

    protected override void ProviderTakes()
    {
        Sandbox.Fault = _ => null;
        Use(_rig!.Create());
    }

    protected override void ProviderIsDown() => Use(_rig!.Create(("ApiUrl", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_downPort}"))));

    protected override void ProviderIsBusy(TimeSpan retryAfter) =>
        Sandbox.Fault = _ => new TelegramFault { Status = 429, Description = "Too Many Requests", RetryAfter = (int)retryAfter.TotalSeconds };

    protected override void ProviderRefusesTheAddress() => Sandbox.Fault = _ => TelegramFault.Refuse(400, "Bad Request: chat not found");

    protected override void ProviderBreaksOff() => Sandbox.Fault = _ => TelegramFault.CutAfterAccept;

    private Task<Guid> SendWithAsync(string text, params IReadOnlyList<OutboundAttachment> files)
    {
        Rig.Content.Make = (_, message) => message with { To = "4711", Text = text, Attachments = files };
        return SendAsync();
    }

    private void Use(IChannel channel)
    {
        _channel = channel;
        Rig.Channels.Put(channel);
    }

    private static OutboundAttachment File(string name, string type) => new(name, type, 3, _ => Task.FromResult<Stream>(new MemoryStream([1, 2, 3])));

    private JsonObject Update(string id, JsonObject fields)
    {
        var message = Sandbox.Customers.Message(new TelegramPerson(User, "Ann"), id.Aggregate(17L, (hash, letter) => (hash * 31) + letter), fields);
        message["date"] = 1_780_000_000;
        return BotJson.Object(
            ("updates", new JsonArray(BotJson.Object(("update_id", 1), ("message", message)))));
    }

    private static RawInput Raw(JsonObject json, string reception) => new("application/json", Encoding.UTF8.GetBytes(json.ToJsonString()), reception);
}
