using System.Text;
using System.Text.Json.Nodes;
using Hub.Core.Channels;
using Hub.Host.Sandboxes.Telegram;
using Hub.Tests.Contracts;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Telegram;

/// <summary>A bot that is called by Telegram.</summary>
public sealed class TelegramHookTests : StoreContractBase<SqliteTestDatabase>, IAsyncLifetime
{
    private const string Secret = "a-secret_of-our_own-0123456789-ABCDEF";
    private const string Header = "X-Telegram-Bot-Api-Secret-Token";
    private static readonly TelegramPerson Ann = new(4711, "Ann");

    private readonly ManualTime _time = new();
    private TelegramRig? _rig;
    private IWebhookChannel? _channel;

    protected override TimeProvider Time => _time;

    private IWebhookChannel Channel => _channel!;

    private TelegramSandbox Sandbox => _rig!.Sandbox;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _rig = await TelegramRig.StartAsync(Store, Ct);
        _channel = (IWebhookChannel)_rig.Create(("Webhook:Url", "https://hub.example.org/hooks/bot"), ("Webhook:Secret", _rig.Secret("hook", Secret)));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _rig!.DisposeAsync();
        await DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Telegram_is_told_where_to_call_and_its_calls_are_taken_once()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var telling = ((IPollingChannel)Channel).RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => Sandbox.Webhook is not null, "Telegram is told", Patience, Ct);
        Assert.Equal(("https://hub.example.org/hooks/bot", Secret), (Sandbox.Webhook, Sandbox.WebhookSecret));
        Assert.Null(BotApiDescription.Read().FaultOf(Assert.Single(Sandbox.Calls)));
        Assert.DoesNotContain(TelegramSandbox.Token, Sandbox.Webhook, StringComparison.Ordinal);
        await stop.CancelAsync();
        await telling;

        var json = Text("Hello");
        Assert.Equal(200, await PostAsync(json));
        Assert.Equal(200, await PostAsync(json));
        Assert.Equal(["Hello"], await ListAsync<string>("SELECT body FROM messages"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A-SECRET_OF-OUR_OWN-0123456789-ABCDEF")]
    [InlineData("a-secret_of-our_own-0123456789-ABCDE")]
    [InlineData("a-secret_of-our_own-0123456789-ABCDEFG")]
    [InlineData("a-secret_of-our_own-0123456789-АBCDEF")]
    [InlineData("\ud800")]
    public async Task F10_a_call_without_the_very_secret_is_refused_and_nothing_is_kept(string? shown)
    {
        Assert.Equal(401, await PostAsync(Text("Hello"), shown));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM quarantine"));
    }

    [Fact]
    public async Task F10_a_bot_that_asks_is_not_called()
    {
        var asking = (IWebhookChannel)_rig!.Create();
        Assert.Equal(404, (await asking.ReceiveAsync(Request(Text("Hello"), Secret), Ct)).Status);
    }

    [Fact]
    public async Task F12_the_ten_parts_of_an_album_that_come_at_once_are_one_message_in_order()
    {
        var calls = Enumerable.Range(0, 10).Select(i => Part(i)).Reverse().Select(json => Task.Run(() => PostAsync(json), Ct));
        Assert.All(await Task.WhenAll(calls), status => Assert.Equal(200, status));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM conversations"));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => new[] { (byte)i }), await ListAsync<byte[]>("SELECT content FROM attachments ORDER BY place"));
    }

    [Fact]
    public async Task Parts_are_answered_when_all_are_stored_and_one_that_comes_again_changes_nothing()
    {
        var (first, second) = (Part(1), Part(2));
        Task<int>[] calls = [PostAsync(first), PostAsync(second)];
        Assert.False(calls[0].IsCompleted);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM messages"));
        await AdvanceAsync(calls);
        await AdvanceAsync([PostAsync(second)]);
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM message_variants"));
        Assert.Equal(2, await CountAsync("SELECT COUNT(*) FROM attachments"));
    }

    public static TheoryData<string> NoUpdates() =>
    [
        "", "null", "[]", "7", "{", "\ufeff\ufeff{}", """{"update_id":NaN}""", """{"update_id":1,"update_id":2}""",
        string.Concat(Enumerable.Repeat("""{"a":""", 10_000)) + "1" + new string('}', 10_000),
    ];

    [Theory]
    [MemberData(nameof(NoUpdates))]
    public async Task F13_what_is_no_update_is_refused(string json)
    {
        Assert.Equal(400, await PostAsync(json));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM quarantine"));
    }

    [Fact]
    public async Task F13_an_update_of_numbers_that_are_none_is_kept_in_quarantine()
    {
        Assert.Equal(200, await PostAsync("""{"update_id":1,"message":{"message_id":1e400}}"""));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM quarantine"));
    }

    [Fact]
    public async Task Half_of_a_character_in_a_text_ends_nothing()
    {
        var json = Text("Hello").Replace("Hello", """Hel\ud800lo""", StringComparison.Ordinal);
        Assert.Equal(200, await PostAsync(json));
        Assert.Equal(1, await CountAsync("SELECT (SELECT COUNT(*) FROM messages) + (SELECT COUNT(*) FROM quarantine)"));
    }

    [Theory]
    [InlineData("GET", "", 405)]
    [InlineData("HEAD", "", 405)]
    [InlineData("POST", "/more", 404)]
    public async Task F19_other_methods_and_places_are_refused(string method, string path, int status) =>
        Assert.Equal(status, (await Channel.ReceiveAsync(Request(Text("Hello"), Secret) with { Method = method, Path = path }, Ct)).Status);

    [Fact]
    public async Task A_call_over_64_KiB_is_refused() => Assert.Equal(413, await PostAsync(Text(new string('x', 70_000))));

    private string Text(string text) => Update(BotJson.Object(("text", text)));

    private string Part(int number) => Update(BotJson.Object(
        ("media_group_id", "g-1"), ("photo", new JsonArray(Sandbox.Customers.File([(byte)number], "photos", ".jpg")))));

    private string Update(JsonObject fields)
    {
        var id = Sandbox.Customers.NextId();
        return BotJson.Object(("update_id", id), ("message", Sandbox.Customers.Message(Ann, id, fields))).ToJsonString();
    }

    private Task<int> PostAsync(string json) => PostAsync(json, Secret);

    private async Task<int> PostAsync(string json, string? secret) => (await Channel.ReceiveAsync(Request(json, secret), Ct)).Status;

    private static WebhookRequest Request(string json, string? secret) => new(
        "POST", "https://hub.example.org/hooks/bot", "", secret is null ? new Dictionary<string, string>() : new() { [Header.ToLowerInvariant()] = secret },
        Encoding.UTF8.GetBytes(json));

    private async Task AdvanceAsync(Task<int>[] calls)
    {
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(300));
                return calls.All(call => call.IsCompleted);
            },
            "the calls are answered", Patience, Ct);
        Assert.All(await Task.WhenAll(calls), status => Assert.Equal(200, status));
    }
}
