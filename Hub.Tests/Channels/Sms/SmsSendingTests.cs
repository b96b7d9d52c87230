using System.Net;
using Hub.Host.Sandboxes.Twilio;
using Hub.Tests.Hosting;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Sms;

public sealed class SmsSendingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_goes_out_once_and_its_fate_is_followed()
    {
        await using var desk = await SmsDesk.StartAsync();
        await desk.WriteAsync("Hello");
        using var answer = await desk.AnswerAsync("Hello back");
        var sent = await desk.SentAsync();
        Assert.Equal((SmsDesk.Customer, SmsDesk.Number, "Hello back"), (sent.To, sent.From, sent.Body));
        Assert.Equal(204, await desk.Sandbox.ReportAsync(sent, "delivered", null, Ct));
        await desk.DeliveryIsAsync("delivered");
        // a status that comes late changes nothing
        Assert.Equal(204, await desk.Sandbox.ReportAsync(sent, "sent", null, Ct));
        Assert.Equal(204, await desk.Sandbox.ReportAsync(sent, "failed", 30008, Ct));
        await desk.DeliveryIsAsync("delivered");
    }

    [Theory]
    [InlineData(30005, "address", "hardBounce")]
    [InlineData(21610, "consent", "optOut")]
    [InlineData(30007, "content", null)]
    [InlineData(30036, "expired", null)]
    public async Task What_is_reported_of_a_number_later_counts_for_what_is_sent_next(int code, string error, string? reason)
    {
        await using var desk = await SmsDesk.StartAsync();
        await desk.BeginAsync("Hello");
        Assert.Equal(204, await desk.Sandbox.ReportAsync(await desk.SentAsync(), "undelivered", code, Ct));
        await desk.DeliveryIsAsync("failed");
        Assert.Equal([error], await desk.ListAsync<string>("SELECT class FROM deliveries"));
        Assert.Equal(reason is null ? [] : [reason], await desk.ListAsync<string>("SELECT reason FROM suppressions"));
    }

    [Fact]
    public async Task A_number_that_Twilio_knows_to_have_stopped_is_written_to_no_more()
    {
        await using var desk = await SmsDesk.StartAsync();
        (desk.Sandbox.Fault, desk.Sandbox.Code) = (TwilioSandboxFault.Refuses, 21610);
        await desk.BeginAsync("Hello");
        await desk.DeliveryIsAsync("failed");
        Assert.Equal(["optOut"], await desk.ListAsync<string>("SELECT reason FROM suppressions WHERE address = '" + SmsDesk.Customer + "'"));
    }

    [Fact]
    public async Task D14_a_text_that_is_too_long_is_refused_before_it_is_sent_and_its_length_is_told()
    {
        await using var desk = await SmsDesk.StartAsync();
        foreach (var text in (string[])[new string('x', 10_000), string.Concat(Enumerable.Repeat("😀", 500))])
            await desk.Hub.Admin.SendJsonAsync(
                "POST", "/api/v1/conversations", $$"""{"channel":"sms","to":["{{SmsDesk.Customer}}"],"text":"{{text}}"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Equal(0, await desk.CountAsync("messages"));

        var long_ = await PreviewAsync(desk, new string('x', 10_000));
        Assert.Equal(("GSM-7", 66, 10_000, 98), (long_.Text("encoding"), (int)long_["segments"]!, (int)long_["units"]!, (int)long_["remaining"]!));
        Assert.NotNull(long_["fault"]);
        var emoji = await PreviewAsync(desk, string.Concat(Enumerable.Repeat("😀", 500)));
        Assert.Equal(("UCS-2", 16), (emoji.Text("encoding"), (int)emoji["segments"]!));
        Assert.Contains("10", emoji.Text("fault"), StringComparison.Ordinal);
        Assert.Null((await PreviewAsync(desk, "Hello"))["fault"]);
    }

    [Fact]
    public async Task Each_contact_is_written_to_from_one_number_and_answered_from_the_one_that_they_wrote_to()
    {
        await using var desk = await SmsDesk.StartAsync(("Numbers__1", SmsDesk.SecondNumber));
        foreach (var (number, place) in ((string, int)[])[(SmsDesk.Number, 1), (SmsDesk.SecondNumber, 2)])
        {
            var customer = $"+4915100000{place}00";
            await desk.WriteAsync("Hello", customer, number);
            using var answer = await desk.AnswerAsync("Hello back");
            Assert.Equal((customer, number), (await desk.SentAsync(place) is var sent ? (sent.To, sent.From) : default));
        }

        var froms = new HashSet<string>();
        for (var i = 0; i < 12; i++)
        {
            var customer = $"+49152000000{i:00}";
            await desk.BeginAsync("Hello", customer);
            froms.Add((await desk.SentAsync(3 + i)).From);
        }

        Assert.Equal(2, froms.Count);
    }

    [Theory]
    [InlineData((int)TwilioSandboxFault.BreaksOff)]
    [InlineData((int)TwilioSandboxFault.Fails)]
    public async Task What_is_unknown_is_found_in_Twilios_list_and_is_not_sent_again(int fault)
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time);
        desk.Sandbox.Fault = (TwilioSandboxFault)fault;
        await desk.BeginAsync("Your order is on its way");
        await desk.DeliveryIsAsync("unknown");
        desk.Sandbox.Fault = TwilioSandboxFault.None;
        (await desk.SentAsync()).Status = "delivered";
        // it is not the other message of the same words
        desk.Sandbox.Make([new("To", SmsDesk.Customer), new("From", SmsDesk.Number), new("Body", "Something else")]);
        for (var i = 0; i < 5; i++) time.Advance(TimeSpan.FromSeconds(30));
        await desk.DeliveryIsAsync("delivered");
        Assert.Equal([(await desk.SentAsync()).Sid], await desk.ListAsync<string>("SELECT provider_id FROM deliveries"));
        Assert.Single(desk.Sandbox.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task What_Twilio_never_had_stays_unknown_for_a_human()
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time);
        desk.Sandbox.Fault = TwilioSandboxFault.Gibberish;
        await desk.BeginAsync("Your order is on its way");
        await desk.DeliveryIsAsync("unknown");
        desk.Sandbox.Fault = TwilioSandboxFault.None;
        for (var i = 0; i < 10; i++) time.Advance(TimeSpan.FromMinutes(1));
        await desk.HoldsAsync(() => Task.FromResult(desk.Sandbox.Requests.Count(request => request.Query.Any(field => field.Value == SmsDesk.Customer)) >= 2), "it is looked up");
        await desk.DeliveryIsAsync("unknown");
        Assert.Empty(desk.Sandbox.Store.All);
    }

    private static Task<System.Text.Json.Nodes.JsonNode> PreviewAsync(SmsDesk desk, string text) => desk.Hub.Admin.SendJsonAsync(
        "POST", "/api/v1/channels/sms/preview", $$"""{"text":"{{text}}"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
}
