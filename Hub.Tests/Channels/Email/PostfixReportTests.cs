using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Tests.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Crash;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>The real host, and what the mail server that is used most reports to it of its mails.</summary>
public sealed class PostfixReportTests : IDisposable
{
    private const string PasswordName = "OMNIHUB_SMTP_TEST_PASSWORD";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // the warning goes out as soon as it may, and the patience of days is one of seconds
    private static readonly string[] Hasty = ["delay_warning_time = 1s", "confirm_delay_cleared = no", "maximal_queue_lifetime = 15s", "bounce_queue_lifetime = 60s"];

    private readonly MailCertificate _certificate = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Real_reports_of_failure_delay_expiry_and_success_end_at_their_message_in_the_right_state()
    {
        var port = FreePort.Find();
        await using var refusing = await SmtpSink.StartAsync(["-f", "rcpt", "-B", "550 5.1.1 User unknown"], Ct);
        await using var late = await SmtpSink.StartAsync(["-r", "rcpt", "-b", "451 4.3.2 Try again later"], Ct);
        await using var dovecot = await DovecotServer.StartAsync("plain login", Ct);
        var routes = new Dictionary<string, int> { ["hub.test"] = port, ["gone.test"] = refusing.Port, ["late.test"] = late.Port };
        await using var postfix = await PostfixServer.StartAsync(dovecot, routes, Hasty, Ct);
        await using var hub = await HubCluster.StartAsync(hosts: 1, Environment(port, postfix), Ct);

        var gone = await WriteAsync(hub, "wang@gone.test");
        var slow = await WriteAsync(hub, "li@late.test");
        var here = await WriteAsync(hub, "zhao@example.test");

        await BecomesAsync(hub, gone, "failed", "address");
        await BecomesAsync(hub, here, "delivered", null);
        await BecomesAsync(hub, slow, "accepted", "transient");
        await BecomesAsync(hub, slow, "failed", "expired");

        Assert.Equal(["bounce"], await FlagsAsync(hub, gone, 1));
        Assert.Equal(["receipt"], await FlagsAsync(hub, here, 1));
        Assert.Equal(["delayed", "bounce"], await FlagsAsync(hub, slow, 2));
        Assert.Equal(3, (await hub.ListAsync("/api/v1/conversations", Ct)).Count);
        var suppression = Assert.Single(await hub.ListAsync("/api/v1/suppressions", Ct));
        Assert.Equal(("wang@gone.test", "hardBounce", "all"), ((string?)suppression["address"], (string?)suppression["reason"], (string?)suppression["purpose"]));
    }

    private static async Task<string> WriteAsync(HubCluster hub, string to)
    {
        var body = new JsonObject { ["channel"] = "mail", ["to"] = new JsonArray(to), ["subject"] = "Your parcel", ["text"] = "It is on its way." };
        var begun = await hub.RepeatAsync(HttpMethod.Post, "/api/v1/conversations", body, "first-" + to, Ct);
        return (string)begun["id"]!;
    }

    private static async Task BecomesAsync(HubCluster hub, string conversation, string state, string? why)
    {
        JsonNode? seen = null;
        try
        {
            await Eventually.HoldsAsync(
                async ct => (seen = Assert.Single(await hub.ListAsync($"/api/v1/deliveries?conversation={conversation}", ct))) is var delivery
                    && (string?)delivery["state"] == state && (string?)delivery["class"] == why,
                $"the delivery is {state} ({why})", Patience, Ct);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message} It is {seen?.ToJsonString()}", error);
        }
    }

    private static async Task<List<string>> FlagsAsync(HubCluster hub, string conversation, int count)
    {
        List<string> flags = [];
        await Eventually.HoldsAsync(
            async ct => (flags = [.. (await hub.ListAsync($"/api/v1/conversations/{conversation}/messages", ct))
                .Where(message => (string?)message["direction"] == "in").Select(message => (string)Assert.Single(message["flags"]!.AsArray())!)]).Count >= count,
            $"{count} reports in the conversation", Patience, Ct);
        return flags;
    }

    private Dictionary<string, string> Environment(int port, PostfixServer postfix) => new()
    {
        [PasswordName] = DovecotServer.Password,
        ["OMNIHUB__MailIn__Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["OMNIHUB__MailIn__HostName"] = "mx.hub.test",
        ["OMNIHUB__MailIn__Certificate__File"] = _certificate.File,
        ["OMNIHUB__Channels__mail__Address"] = "support@hub.test",
        ["OMNIHUB__Channels__mail__Smtp__Host"] = "localhost",
        ["OMNIHUB__Channels__mail__Smtp__Port"] = postfix.Port.ToString(CultureInfo.InvariantCulture),
        ["OMNIHUB__Channels__mail__Smtp__CaFile"] = postfix.CaFile,
        ["OMNIHUB__Channels__mail__Smtp__User"] = DovecotServer.User,
        ["OMNIHUB__Channels__mail__Smtp__Password"] = "env:" + PasswordName,
        ["OMNIHUB__Channels__mail__Smtp__ConfirmDelivery"] = "true",
    };
}
