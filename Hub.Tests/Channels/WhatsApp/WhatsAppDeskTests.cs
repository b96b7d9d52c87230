using System.Globalization;
using System.Net;
using Hub.Host.Sandboxes.Twilio;
using Hub.Tests.Channels.Sms;
using Hub.Tests.Hosting;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.WhatsApp;

public sealed class WhatsAppDeskTests
{
    private const string Template = "HX0123456789abcdef0123456789abcdef";
    private static readonly string From = "whatsapp:" + SmsDesk.Customer;
    private static readonly string To = "whatsapp:" + SmsDesk.Number;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_sent_and_read()
    {
        await using var desk = await SmsDesk.StartAsync(("Kind", "whatsapp"));
        await WriteAsync(desk, "Hello", new() { ["ProfileName"] = "Ann Lee", ["WaId"] = "4915112345678" });
        Assert.Equal(["Ann Lee"], await desk.ListAsync<string>("SELECT name FROM contacts"));
        Assert.Equal([SmsDesk.Customer], await desk.ListAsync<string>("SELECT address FROM contact_points"));
        using var answer = await desk.AnswerAsync("Hello back");
        var sent = await desk.SentAsync();
        Assert.Equal((From, To, "Hello back"), (sent.To, sent.From, sent.Body));
        foreach (var status in (string[])["delivered", "read", "sent"]) Assert.Equal(204, await desk.Sandbox.ReportAsync(sent, status, null, Ct));
        await desk.DeliveryIsAsync("read");
    }

    [Fact]
    public async Task J11_after_24_hours_an_answer_is_refused_and_the_way_by_a_template_is_named()
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time, ("Kind", "whatsapp"));
        await desk.UseKeyAsync();
        await WriteAsync(desk, "Hello");
        time.SetUtcNow(time.GetUtcNow() + TimeSpan.FromHours(25));
        var refused = await desk.AnswerAsync("Sorry for the wait").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains("template", refused.ToJsonString(), StringComparison.Ordinal);
        using var answered = await desk.AnswerAsync("Hello Ann, we are back.", $$$""","template":{"id":"{{{Template}}}","variables":{"1":"Ann"}}""");
        Assert.Equal(HttpStatusCode.Created, answered.StatusCode);
        var sent = await desk.SentAsync();
        Assert.Equal((Template, ""), (sent.ContentSid, sent.Body));

        // who writes again is written to freely again
        await WriteAsync(desk, "Good to hear");
        using var free = await desk.AnswerAsync("You are welcome");
        Assert.Equal("You are welcome", (await desk.SentAsync(2)).Body);
    }

    [Fact]
    public async Task J11_a_window_that_closed_before_the_sending_stops_it()
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time, ("Kind", "whatsapp"));
        await WriteAsync(desk, "Hello");
        var later = (time.GetUtcNow() + TimeSpan.FromHours(30)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using var planned = await desk.AnswerAsync("See you tomorrow", $$""","sendAt":"{{later}}" """);
        Assert.Equal(HttpStatusCode.Created, planned.StatusCode);
        time.SetUtcNow(time.GetUtcNow() + TimeSpan.FromHours(31));
        await desk.DeliveryIsAsync("failed");
        Assert.Equal(["expired"], await desk.ListAsync<string>("SELECT class FROM deliveries"));
        Assert.DoesNotContain(desk.Sandbox.Store.All, message => !message.IsInbound);
    }

    [Fact]
    public async Task A_conversation_is_begun_by_a_template_alone()
    {
        await using var desk = await SmsDesk.StartAsync(("Kind", "whatsapp"));
        await desk.Hub.Admin.SendJsonAsync(
            "POST", "/api/v1/conversations", $$"""{"channel":"sms","to":["{{SmsDesk.Customer}}"],"text":"Hello"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await desk.BeginAsync("Your order has left.", more: $$""","template":{"id":"{{Template}}"}""");
        Assert.Equal(Template, (await desk.SentAsync()).ContentSid);
        Assert.Equal(["Your order has left."], await desk.ListAsync<string>("SELECT body FROM messages"));
    }

    [Fact]
    public async Task A_channel_without_templates_carries_none()
    {
        await using var desk = await SmsDesk.StartAsync();
        var refused = await desk.Hub.Admin.SendJsonAsync(
            "POST", "/api/v1/conversations", $$$"""{"channel":"sms","to":["{{{SmsDesk.Customer}}}"],"text":"Hello","template":{"id":"{{{Template}}}"}}""", Ct)
            .ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Contains("template", refused.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_location_and_a_button_are_read_as_text()
    {
        await using var desk = await SmsDesk.StartAsync(("Kind", "whatsapp"));
        await WriteAsync(desk, "", new() { ["Latitude"] = "52.520008", ["Longitude"] = "13.404954", ["Label"] = "Shop", ["Address"] = "Alexanderplatz 1" });
        await WriteAsync(desk, "Yes, please", new() { ["ButtonText"] = "Yes, please", ["ButtonPayload"] = "confirm:17" });
        await WriteAsync(desk, "nowhere", new() { ["Latitude"] = "NaN", ["Longitude"] = "1e99" });
        Assert.Equal(["\U0001F4CD Shop, Alexanderplatz 1 (geo:52.520008,13.404954)", "Yes, please\n[confirm:17]", "nowhere"], await desk.BodiesAsync());
    }

    private static async Task WriteAsync(SmsDesk desk, string text, Dictionary<string, string>? more = null)
    {
        var message = new TwilioSandboxMessage
        {
            Sid = desk.Sandbox.Store.NewSid("SM"), From = From, To = To, Body = text, IsInbound = true, At = desk.Sandbox.Time.GetUtcNow(), More = more ?? [],
        };
        Assert.Equal(200, (await desk.Sandbox.WriteAsync(message, Ct)).Status);
    }
}
