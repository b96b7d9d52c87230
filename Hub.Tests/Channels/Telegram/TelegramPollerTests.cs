using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Hub.Channels.Telegram;
using Hub.Core.Channels;
using Hub.Host.Sandboxes.Telegram;
using Hub.Tests.Contracts;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Telegram;

/// <summary>A bot that asks for its updates: what happens to them on the way, on a clock that only the tests move.</summary>
public sealed class TelegramPollerTests : StoreContractBase<SqliteTestDatabase>, IAsyncLifetime
{
    private static readonly TelegramPerson Ann = new(4711, "Ann", "Lee", "annlee", "de");
    private static readonly TelegramPerson Bob = new(4712, "Bob");

    private readonly ManualTime _time = new();
    private TelegramRig? _rig;

    protected override TimeProvider Time => _time;

    private TelegramSandbox Sandbox => _rig!.Sandbox;

    private TelegramCustomers Customers => Sandbox.Customers;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _rig = await TelegramRig.StartAsync(Store, Ct);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await _rig!.DisposeAsync();
        await DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Everything_that_waits_is_taken_once_and_in_the_order_of_each_chat()
    {
        for (var i = 0; i < 250; i++) Customers.Write(i % 2 == 0 ? Ann : Bob, $"text {i}");
        await TakeAllAsync();
        Assert.Equal(250, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(2, await CountAsync("SELECT COUNT(*) FROM conversations"));
        Assert.Equal(Enumerable.Range(0, 125).Select(i => $"text {2 * i}"), await ListAsync<string>("SELECT body FROM messages WHERE from_address = '4711' ORDER BY seq"));
        Assert.Equal(["Ann Lee (@annlee)"], await ListAsync<string>("SELECT DISTINCT from_name FROM messages WHERE from_address = '4711'"));
        Assert.Equal(["de"], await ListAsync<string>("SELECT language FROM contacts WHERE name = 'Ann Lee (@annlee)'"));
    }

    [Fact]
    public async Task What_was_stored_and_could_not_be_confirmed_comes_again_and_is_no_second_message()
    {
        for (var i = 0; i < 5; i++) Customers.Write(Ann, $"text {i}");
        Customers.SendAlbum(Bob, "Look", [1], [2]);
        _time.Advance(TimeSpan.FromSeconds(20));
        Sandbox.Fault = call => call["offset"] is not null ? new TelegramFault { Cuts = true } : null;
        await RunUntilAsync(async () => await CountAsync("SELECT COUNT(*) FROM messages") == 6);
        Assert.Equal(7, Sandbox.Updates.Count);

        Sandbox.Fault = _ => null;
        await TakeAllAsync();
        Assert.Equal(6, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM message_variants"));
    }

    [Fact]
    public async Task F11_updates_that_are_repeated_told_backwards_or_begin_anew_at_a_lower_number_are_each_taken_once()
    {
        (Sandbox.Updates.Repeats, Sandbox.Updates.IsBackwards) = (true, true);
        for (var i = 0; i < 20; i++) Customers.Write(Ann, $"text {i:00}");
        await TakeAllAsync();
        Sandbox.Updates.ContinueFrom(17);
        for (var i = 20; i < 30; i++) Customers.Write(Ann, $"text {i:00}");
        await TakeAllAsync();
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"text {i:00}"), await ListAsync<string>("SELECT body FROM messages ORDER BY seq"));
    }

    [Fact]
    public async Task F12_what_is_not_known_or_not_there_holds_nothing_up()
    {
        Sandbox.Updates.Add(BotJson.Object(("poll", BotJson.Object(("id", "1")))));
        Sandbox.Updates.Add(new JsonObject { ["message"] = null });
        Sandbox.Updates.Add(BotJson.Object(("message", BotJson.Object(("message_id", "no number")))));
        Customers.Send(Ann, BotJson.Object(("pinned_message", BotJson.Object(("message_id", 1)))));
        Customers.Write(Ann, new string('x', 4096));
        await TakeAllAsync();
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM quarantine"));
        Assert.Equal(["[A message of a kind that is not shown here.]", new string('x', 4096)], await ListAsync<string>("SELECT body FROM messages ORDER BY seq"));
        Assert.Equal([TelegramFlags.Unsupported], await ListAsync<string>("SELECT flags FROM messages WHERE flags IS NOT NULL"));
    }

    [Fact]
    public async Task F12_an_album_is_one_message_with_its_pictures_in_order()
    {
        Customers.SendAlbum(Ann, "The damage", [.. Enumerable.Range(0, 10).Select(i => new[] { (byte)i })]);
        await TakeAllAsync();
        Assert.Equal(["The damage"], await ListAsync<string>("SELECT body FROM messages"));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => new[] { (byte)i }), await FilesAsync());
    }

    [Fact]
    public async Task An_album_is_waited_for_and_a_part_that_comes_later_is_a_message_beside_it()
    {
        Customers.SendPart(Ann, "g-1", "Look", [1]);
        var polling = StartAsync(out var stop);
        await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(300), Ct);
        Customers.SendPart(Ann, "g-1", null, [2]);
        await AdvanceUntilAsync(async () => await CountAsync("SELECT COUNT(*) FROM messages") == 1);
        Assert.Equal([[1], [2]], await FilesAsync());

        Customers.SendPart(Ann, "g-1", null, [3]);
        await AdvanceUntilAsync(async () => await CountAsync("SELECT COUNT(*) FROM messages") == 2);
        await stop.CancelAsync();
        await polling;
        Assert.Equal([[1], [2], [3]], await FilesAsync());
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM conversations"));
    }

    [Fact]
    public async Task Parts_of_an_album_that_come_again_with_a_late_one_bring_only_that()
    {
        Customers.SendPart(Ann, "g-1", "Look", [1]);
        Customers.SendPart(Ann, "g-1", null, [2]);
        _time.Advance(TimeSpan.FromSeconds(20));
        Sandbox.Fault = call => call["offset"] is not null ? new TelegramFault { Cuts = true } : null;
        await RunUntilAsync(async () => await CountAsync("SELECT COUNT(*) FROM messages") == 1);

        Sandbox.Fault = _ => null;
        Customers.SendPart(Ann, "g-1", null, [3]);
        await TakeAllAsync();
        Assert.Equal(2, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal([[1], [2], [3]], await FilesAsync());
    }

    [Theory]
    [InlineData("larger than it says")]
    [InlineData("a byte at a time")]
    [InlineData("cut")]
    [InlineData("gone")]
    [InlineData("told to be larger")]
    public async Task C16_a_file_that_cannot_be_had_within_bounds_is_told_and_holds_nothing_up(string what)
    {
        var file = Customers.File(new byte[what == "larger than it says" ? (20 << 20) + 1 : 5000], "documents", ".bin", what == "told to be larger" ? 21 << 20 : 10);
        file["file_name"] = "a.bin";
        Sandbox.Fault = call => (what, call.Method) switch
        {
            ("a byte at a time", "file") => new TelegramFault { Delay = TimeSpan.FromSeconds(1) },
            ("cut", "file") => new TelegramFault { Cuts = true },
            ("gone", "getFile") => TelegramFault.Refuse(400, "Bad Request: invalid file_id"),
            _ => null,
        };
        Customers.Send(Ann, BotJson.Object(("caption", "See"), ("document", file)));
        Customers.Write(Ann, "next");
        await TakeAllAsync();
        var bodies = await ListAsync<string>("SELECT body FROM messages ORDER BY seq");
        Assert.StartsWith("See\n\n[The file a.bin is not here: ", bodies[0], StringComparison.Ordinal);
        Assert.Equal("next", bodies[1]);
        Assert.Equal([TelegramFlags.FileMissing], await ListAsync<string>("SELECT flags FROM messages WHERE flags IS NOT NULL"));
        Assert.Empty(await FilesAsync());
    }

    [Fact]
    public async Task C16_a_file_that_comes_at_the_second_try_is_there()
    {
        var asked = 0;
        Sandbox.Fault = call => call.Method == "file" && ++asked == 1 ? new TelegramFault { Cuts = true } : null;
        Customers.SendDocument(Ann, "a.bin", "application/pdf", [1, 2, 3]);
        await TakeAllAsync();
        Assert.Equal([[1, 2, 3]], await FilesAsync());
        Assert.Equal(["a.bin"], await ListAsync<string>("SELECT name FROM attachments"));
    }

    [Fact]
    public async Task E16_groups_channels_and_others_than_the_chats_own_user_are_refused_and_nothing_is_kept()
    {
        var counted = new ConcurrentBag<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, meters) => { if (instrument.Name == "omnihub.telegram.refused") meters.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add((string)tags[1].Value!));
        listener.Start();
        var chat = BotJson.Object(("id", -500), ("type", "supergroup"), ("title", "Group"));
        Sandbox.Updates.Add(BotJson.Object(
            ("my_chat_member", BotJson.Object(("chat", chat.DeepClone()), ("from", Ann.AsUser()), ("date", 1), ("new_chat_member", BotJson.Object(("status", "member")))))));
        Add(message => message["chat"] = chat.DeepClone());
        Add(message => message["from"]!["id"] = 1);
        Add(message => message["from"]!["is_bot"] = true);
        Add(message => message["sender_chat"] = chat.DeepClone());
        Add(message => message.Remove("from"));
        await TakeAllAsync();
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM messages"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM quarantine"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM contacts"));
        Assert.Equal(2, counted.Count(reason => reason == "group"));
        Assert.Equal(4, counted.Count(reason => reason == "sender"));
        Assert.Equal("-500", Assert.Single(Sandbox.Calls, call => call.Method == "leaveChat")["chat_id"]);

        void Add(Action<JsonObject> change)
        {
            var message = Customers.Message(Ann, Customers.NextId(), BotJson.Object(("text", "not for you")));
            change(message);
            Sandbox.Updates.Add(BotJson.Object(("message", message)));
        }
    }

    [Fact]
    public async Task E16_who_changes_the_names_or_passes_on_a_message_is_who_they_were()
    {
        Customers.Write(Ann, "one");
        Customers.Write(Ann with { FirstName = "Support", LastName = null, Username = "bob" }, "two");
        Customers.Send(Ann, BotJson.Object(("text", "three"), ("forward_origin", BotJson.Object(("type", "user"), ("sender_user", Bob.AsUser())))));
        await TakeAllAsync();
        Assert.Equal(["4711"], await ListAsync<string>("SELECT address FROM contact_points"));
        Assert.Equal([TelegramFlags.Forwarded], await ListAsync<string>("SELECT flags FROM messages WHERE flags IS NOT NULL"));
    }

    [Fact]
    public async Task E11_a_shared_contact_is_shown_as_a_claim_and_proves_nothing()
    {
        Customers.Send(Ann, BotJson.Object(("contact", BotJson.Object(("phone_number", "+4915112345678"), ("first_name", "Bob"), ("user_id", 4711)))));
        await TakeAllAsync();
        Assert.Equal(["[Contact] Bob +4915112345678"], await ListAsync<string>("SELECT body FROM messages"));
        Assert.Equal([TelegramFlags.ContactClaim], await ListAsync<string>("SELECT flags FROM messages"));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM contact_points WHERE verified_at IS NULL"));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM contact_points"));
    }

    [Fact]
    public async Task Who_blocks_the_bot_is_sent_nothing_until_they_let_it_in_again()
    {
        const string Standing = "SELECT COUNT(*) FROM suppressions WHERE kind = 'telegram' AND address = '4711'";
        Customers.Change(Ann, "kicked");
        await TakeAllAsync();
        Assert.Equal(1, await CountAsync(Standing));
        Customers.Change(Ann, "member");
        await TakeAllAsync();
        Assert.Equal(0, await CountAsync(Standing));
        Customers.Change(Ann, "kicked");
        Customers.Write(Ann, "I am back");
        await TakeAllAsync();
        Assert.Equal(0, await CountAsync(Standing));
    }

    [Fact]
    public async Task An_edit_a_button_and_a_link_with_a_reference_are_told_for_what_they_are()
    {
        var first = Customers.Write(Ann, "/start case-17");
        Customers.Edit(Ann, first, "changed");
        Customers.Press(Ann, "Yes, please", "yes");
        await TakeAllAsync();
        Assert.Equal(["/start case-17", "changed", "Yes, please (yes)"], await ListAsync<string>("SELECT body FROM messages ORDER BY seq"));
        Assert.Equal([TelegramFlags.DeepLink, TelegramFlags.Edited, TelegramFlags.Button], await ListAsync<string>("SELECT flags FROM messages ORDER BY seq"));
        Assert.Equal(["case-17"], await ListAsync<string>("SELECT subject FROM conversations"));
        Assert.Equal($"4711/{first}", Assert.Single(await ListAsync<string>("SELECT DISTINCT provider_id FROM messages WHERE provider_id IS NOT NULL")));
        Assert.Single(Sandbox.Calls, call => call.Method == "answerCallbackQuery");
    }

    [Fact]
    public async Task A_reply_quotes_what_it_replies_to_and_the_preview_is_its_own_words()
    {
        var earlier = Customers.Message(Bob, 7, BotJson.Object(("text", "Is it the blue one?\nOr the red one?")));
        Customers.Send(Ann, BotJson.Object(("text", "The green one."), ("reply_to_message", earlier)));
        await TakeAllAsync();
        Assert.Equal(
            ["On 2026-03-02 at 09:00, Bob wrote:\n> Is it the blue one?\n> Or the red one?\n\nThe green one."], await ListAsync<string>("SELECT body FROM messages"));
        Assert.Equal(["The green one."], (await ListAsync<string>("SELECT preview FROM messages")).Select(preview => preview.Trim()));
    }

    [Fact]
    public async Task While_somebody_else_asks_with_the_same_token_it_is_an_alarm_and_then_goes_on()
    {
        Customers.Write(Ann, "Hello");
        Sandbox.Fault = call => call.Method == "getUpdates" ? TelegramFault.Refuse(409, "Conflict: terminated by other getUpdates request") : null;
        await RunUntilAsync(async () => await CountAsync("SELECT COUNT(*) FROM alarms WHERE cleared_at IS NULL") == 1);
        Sandbox.Fault = _ => null;
        await TakeAllAsync();
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM alarms WHERE cleared_at IS NULL"));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM messages"));
    }

    [Fact]
    public async Task Every_call_is_as_the_Bot_API_describes_it_and_bears_no_token_into_the_log()
    {
        Customers.Press(Ann, "Yes", "yes");
        Customers.SendDocument(Ann, "a.bin", "application/pdf", [1]);
        Sandbox.Fault = call => call.Method == "getFile" ? new TelegramFault { Cuts = true } : null;
        await TakeAllAsync();
        Sandbox.Fault = _ => TelegramFault.Refuse(401, $"Unauthorized: {TelegramSandbox.Token}");
        await RunUntilAsync(async () => await CountAsync("SELECT COUNT(*) FROM alarms WHERE cleared_at IS NULL") == 1);
        var description = BotApiDescription.Read();
        // the description leaves leaveChat out
        Assert.Empty(Sandbox.Calls.Where(call => call.Method is not ("file" or "leaveChat")).Select(description.FaultOf).OfType<string>());
        Assert.NotEmpty(_rig!.Log.All);
        Assert.DoesNotContain(_rig.Log.All, line => line.Contains("that-opens-nothing-else", StringComparison.Ordinal));
        Assert.DoesNotContain(await ListAsync<string>("SELECT text FROM alarms"), text => text.Contains("that-opens-nothing-else", StringComparison.Ordinal));
    }

    /// <summary>Runs the bot until everything was confirmed.</summary>
    private Task TakeAllAsync() => RunUntilAsync(() => Task.FromResult(Sandbox.Updates.Count == 0));

    private async Task RunUntilAsync(Func<Task<bool>> condition)
    {
        var polling = StartAsync(out var stop);
        await AdvanceUntilAsync(condition);
        await stop.CancelAsync();
        await polling;
        stop.Dispose();
    }

    private Task StartAsync(out CancellationTokenSource stop)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        return ((IPollingChannel)_rig!.Create()).RunAsync(stop.Token);
    }

    private Task AdvanceUntilAsync(Func<Task<bool>> condition) => Eventually.HoldsAsync(
        async _ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(300));
            return await condition();
        },
        "what is expected is there", Patience, Ct);

    private Task<List<byte[]>> FilesAsync() => ListAsync<byte[]>("SELECT a.content FROM attachments a JOIN messages m ON m.id = a.message_id ORDER BY m.seq, a.place");
}
