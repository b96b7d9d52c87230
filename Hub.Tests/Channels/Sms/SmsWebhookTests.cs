using System.Net;
using System.Text;
using Hub.Host.Sandboxes.Twilio;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Sms;

public sealed class SmsWebhookTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customers_text_opens_a_conversation_and_the_next_one_joins_it()
    {
        await using var desk = await SmsDesk.StartAsync();
        Assert.Equal(200, await desk.WriteAsync("Hello"));
        Assert.Equal(200, await desk.WriteAsync("Grüße 你好 👍"));
        Assert.Equal(["Hello", "Grüße 你好 👍"], await desk.BodiesAsync());
        Assert.Equal(1, await desk.CountAsync("conversations"));
        Assert.Equal([SmsDesk.Customer], await desk.ListAsync<string>("SELECT address FROM contact_points WHERE kind = 'phone'"));
    }

    [Fact]
    public async Task F01_a_call_without_the_accounts_signature_is_refused_and_leaves_nothing()
    {
        await using var desk = await SmsDesk.StartAsync();
        var fields = desk.Fields("Hello");
        using var other = new TwilioSandboxCaller("another account's token, or none");
        foreach (var signature in (string?[])[null, "", "x", Convert.ToBase64String(new byte[20]), other.Sign(desk.HookUrl, fields), desk.Sandbox.Sign(desk.HookUrl + "/", fields)])
            Assert.Equal(HttpStatusCode.Forbidden, await desk.CallAsync(fields, signature));
        Assert.Equal(HttpStatusCode.Forbidden, await desk.CallAsync([.. fields, new("Body", "forged")], desk.Sandbox.Sign(desk.HookUrl, fields)));
        Assert.Equal(0, await desk.CountAsync("messages") + await desk.CountAsync("quarantine") + await desk.CountAsync("conversations"));
        Assert.DoesNotContain(desk.Hub.Log.All, line => line.Contains(SmsDesk.Customer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task F02_behind_a_proxy_the_configured_address_counts_and_not_what_the_call_says_of_itself()
    {
        const string Public = "https://hub.example.org/base";
        await using var desk = await SmsDesk.StartAsync(("OMNIHUB__Http__PublicUrl", Public));
        var fields = desk.Fields("Hello");
        using var request = new HttpRequestMessage(HttpMethod.Post, desk.HookUrl) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example.org");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "http");
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", desk.Sandbox.Sign(Public + "/hooks/sms", fields));
        using var answer = await desk.Hub.Anonymous.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields, desk.Sandbox.Sign("https://hub.example.org:443/base/hooks/sms", fields)));
        Assert.Equal(HttpStatusCode.Forbidden, await desk.CallAsync(fields));
        Assert.Equal(HttpStatusCode.Forbidden, await desk.CallAsync(fields, desk.Sandbox.Sign("https://evil.example.org/base/hooks/sms", fields)));
    }

    [Fact]
    public async Task F03_a_messaging_service_two_numbers_a_sub_account_and_the_former_token_are_all_taken()
    {
        using var folder = new Servers.TempFolder("tokens");
        await using var desk = await SmsDesk.StartAsync(
            ("MessagingServiceSid", "MG0123456789abcdef0123456789abcdef"), ("Numbers__1", SmsDesk.SecondNumber),
            ("FurtherAuthTokens__0", Twilio.TwilioRig.Secret(folder["former"], "e0e1e2e3e4e5e6e7e8e9eaebecedeeef")),
            ("FurtherAuthTokens__1", Twilio.TwilioRig.Secret(folder["sub"], "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf")));
        foreach (var token in (string[])[desk.Sandbox.AuthToken, "e0e1e2e3e4e5e6e7e8e9eaebecedeeef", "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf"])
        {
            using var caller = new TwilioSandboxCaller(token);
            var fields = desk.Fields("by " + token[..4]).Where(field => field.Key is not ("AccountSid" or "To")).ToList();
            fields.AddRange([new("AccountSid", "ACffffffffffffffffffffffffffffffff"), new("To", SmsDesk.SecondNumber), new("MessagingServiceSid", "MG0123456789abcdef0123456789abcdef")]);
            Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields, caller.Sign(desk.HookUrl, fields)));
        }

        Assert.Equal(3, await desk.CountAsync("messages"));
    }

    [Fact]
    public async Task F04_unknown_and_repeated_fields_are_taken_and_what_is_too_large_or_no_form_is_not()
    {
        await using var desk = await SmsDesk.StartAsync();
        var fields = desk.Fields("Hello");
        fields.AddRange([new("SomethingNew", ""), new("SomethingNew", "ü+&="), new("Body", "second")]);
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields, SignedAsTwilioDoes(desk, fields)));
        Assert.Equal(["Hello"], await desk.BodiesAsync());

        List<KeyValuePair<string, string>> large = [.. desk.Fields("x"), new("More", new string('x', 70_000))];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await desk.CallAsync(large));
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        json.Headers.TryAddWithoutValidation("X-Twilio-Signature", desk.Sandbox.Sign(desk.HookUrl, []));
        using var answer = await desk.Hub.Anonymous.PostAsync(desk.HookUrl, json, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        List<KeyValuePair<string, string>> nothing = [new("AccountSid", desk.Sandbox.AccountSid)];
        Assert.Equal(HttpStatusCode.BadRequest, await desk.CallAsync(nothing));
        Assert.Equal(1, await desk.CountAsync("messages"));
    }

    [Fact]
    public async Task F05_a_call_that_is_replayed_a_year_later_has_no_effect()
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time);
        var fields = desk.Fields("STOP");
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields));
        await desk.CallAsync(desk.Fields("START"));
        time.SetUtcNow(time.GetUtcNow() + TimeSpan.FromDays(365));
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields));
        Assert.Equal(2, await desk.CountAsync("messages"));
        Assert.Equal(0, await desk.CountAsync("suppressions"));
    }

    [Fact]
    public async Task F06_other_words_under_a_known_SID_are_kept_beside_the_first_with_an_alarm()
    {
        await using var desk = await SmsDesk.StartAsync();
        var fields = desk.Fields("first");
        await desk.CallAsync(fields);
        var other = fields.Select(field => field.Key == "Body" ? KeyValuePair.Create("Body", "second") : field).ToList();
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(other));
        Assert.Equal(["first"], await desk.BodiesAsync());
        Assert.Equal(1, await desk.CountAsync("message_variants"));
        Assert.Equal(1, await desk.CountAsync("alarms WHERE kind = 'message.variant'"));
    }

    [Fact]
    public async Task F17_what_is_brought_again_because_nobody_heard_the_answer_is_taken_once()
    {
        await using var desk = await SmsDesk.StartAsync();
        var fields = desk.Fields("Hello");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.CallAsync(fields)));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, await desk.CountAsync("messages"));
        Assert.Equal(0, await desk.CountAsync("message_variants"));
    }

    [Fact]
    public async Task F20_a_channel_that_is_switched_off_says_that_it_is_gone_and_looks_nothing_up()
    {
        await using var desk = await SmsDesk.StartAsync(("Enabled", "false"));
        Assert.Equal(410, await desk.WriteAsync("Hello"));
        Assert.Equal(1, await desk.CountAsync("alarms WHERE kind = 'channel.gone'"));
        Assert.Empty(desk.Sandbox.Requests);
    }

    [Theory]
    [InlineData("BANK")]
    [InlineData("12345")]
    [InlineData("")]
    [InlineData("Anonymous")]
    [InlineData("sip:ann@example.org")]
    [InlineData("+0301234567")]
    [InlineData("whatsapp:+4915112345678")]
    public async Task D15_a_sender_who_has_no_number_becomes_nobodys_contact_and_is_not_lost(string from)
    {
        await using var desk = await SmsDesk.StartAsync();
        var fields = desk.Fields("Your code is 1234", from);
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields));
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields));
        Assert.Equal(0, await desk.CountAsync("contacts"));
        Assert.Equal(1, await desk.CountAsync("quarantine"));
    }

    [Theory]
    [InlineData("STOP", null)]
    [InlineData(" stop. ", null)]
    [InlineData("Unsubscribe", null)]
    [InlineData("退订", null)]
    [InlineData("no more please", "STOP")]
    public async Task Who_says_stop_is_written_to_no_more_until_they_say_start(string word, string? type)
    {
        await using var desk = await SmsDesk.StartAsync();
        await desk.WriteAsync("Hello");
        var fields = desk.Fields(word);
        if (type is not null) fields.Add(new("OptOutType", type));
        await desk.CallAsync(fields);
        Assert.Equal(["optOut"], await desk.ListAsync<string>("SELECT reason FROM suppressions WHERE kind = 'phone' AND purpose = 'all'"));
        using var refused = await desk.AnswerAsync("But we have an offer");
        await desk.DeliveryIsAsync("failed");
        Assert.Equal(["suppressed"], await desk.ListAsync<string>("SELECT class FROM deliveries"));

        await desk.WriteAsync("START");
        Assert.Equal(0, await desk.CountAsync("suppressions"));
        using var sent = await desk.AnswerAsync("Welcome back");
        await desk.DeliveryIsAsync("accepted");
        Assert.Equal("Welcome back", (await desk.SentAsync()).Body);
    }

    [Fact]
    public async Task A_word_in_a_sentence_stops_nothing()
    {
        await using var desk = await SmsDesk.StartAsync();
        await desk.WriteAsync("Where does the bus stop?");
        await desk.CallAsync([.. desk.Fields("STOP"), new("OptOutType", "HELP")]);
        Assert.Equal(0, await desk.CountAsync("suppressions"));
    }

    /// <summary>Of a name that is repeated every value is signed, once and in order.</summary>
    private static string SignedAsTwilioDoes(SmsDesk desk, List<KeyValuePair<string, string>> fields) =>
        desk.Sandbox.Sign(desk.HookUrl, fields.Distinct().OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal));
}
