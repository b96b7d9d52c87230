using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Channels.Mail.Smtp.Sending;
using Hub.Core.Channels;
using Hub.Tests.Channels.Mail.Mime.Writing;
using Hub.Tests.Channels.Mail.Smtp.Receiving;
using Hub.Tests.Channels.Mail.Smtp.Sending;
using Hub.Tests.Crash;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>The real host behind the mail server that is used most: what it gets, and what it gives it.</summary>
public sealed class PostfixEndToEndTests : IDisposable
{
    private const string Support = "support@hub.test";
    private const string Customer = "wang@example.test";
    private const string PasswordName = "OMNIHUB_SMTP_TEST_PASSWORD";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SmtpRig _rig = new();
    private readonly MailCertificate _certificate = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _rig.Dispose();
        _certificate.Dispose();
    }

    [Fact]
    public async Task A_mail_its_answer_and_the_answer_to_that_go_through_postfix_with_tls_and_a_password()
    {
        var port = FreePort.Find();
        await using var dovecot = await DovecotServer.StartAsync("plain login", Ct);
        await using var postfix = await PostfixServer.StartAsync(dovecot, new Dictionary<string, int> { ["hub.test"] = port }, Ct);
        await using var hub = await HubCluster.StartAsync(hosts: 1, Environment(port, postfix), Ct);

        await SubmitAsync(postfix, Support, $"Message-ID: <m1@example.test>\r\nFrom: {Customer}\r\nTo: {Support}\r\nSubject: Where is it?\r\n\r\nHello\r\n");
        var conversation = Assert.Single(await ListAsync(hub, "/api/v1/conversations", 1));
        var messages = $"/api/v1/conversations/{conversation["id"]}/messages";
        var first = Assert.Single(await ListAsync(hub, messages, 1));
        Assert.Equal(("Where is it?", Customer), ((string?)first["subject"], (string?)first["from"]!["address"]));
        var original = await hub.GetTextAsync($"{messages}/{first["id"]}/original", Ct);
        Assert.StartsWith("Return-Path: <support@example.test>\r\nDelivered-To: support@hub.test\r\nReceived: ", original, StringComparison.Ordinal);
        Assert.Contains("\tby mx.test with ESMTPS id ", original, StringComparison.Ordinal);

        await hub.RepeatAsync(HttpMethod.Post, messages, new JsonObject { ["text"] = "It is on its way." }, "answer", Ct);
        var answer = await IndependentReader.ReadAsync(Assert.Single(await postfix.DeliveredAsync(1, Ct)), Ct);
        Assert.Empty(answer.Defects);
        Assert.Equal(("Re: Where is it?", "<m1@example.test>", "<m1@example.test>"), (answer["Subject"], answer["In-Reply-To"], answer["References"]));
        Assert.Equal((Support, Customer), (Assert.Single(answer.From).Address, Assert.Single(answer.To).Address));
        Assert.Contains("ESMTPSA", answer["Received"], StringComparison.Ordinal);
        await Eventually.HoldsAsync(
            async ct => Assert.Single(await hub.ListAsync("/api/v1/deliveries", ct)) is var sent && (string?)sent["state"] == "accepted" && $"<{sent["providerId"]}>" == answer["Message-ID"],
            "the delivery is accepted under its Message-ID", Patience, Ct);

        var keyed = answer["Reply-To"]!.Split('<', '>')[1];
        await SubmitAsync(postfix, keyed, $"Message-ID: <m2@example.test>\r\nFrom: {Customer}\r\nTo: {keyed}\r\nSubject: Another thing\r\n\r\nThank you\r\n");
        var joined = (await ListAsync(hub, messages, 3))[2];
        Assert.Equal(("token", "Another thing"), ((string?)joined["joinedBy"], (string?)joined["subject"]));
        Assert.Single(await hub.ListAsync("/api/v1/conversations", Ct));
    }

    private async Task SubmitAsync(PostfixServer postfix, string to, string mail)
    {
        var options = new SmtpOptions
        {
            Host = "localhost", Port = postfix.Port, CaFile = postfix.CaFile, User = DovecotServer.User, Password = _rig.PasswordFile(DovecotServer.Password),
        };
        await using var transport = _rig.Transport(options);
        Assert.IsType<DeliveryResult.Accepted>(await transport.SendAsync(new MailEnvelope("0197-id", DovecotServer.User, [to]), Encoding.UTF8.GetBytes(mail), Ct));
    }

    private static async Task<List<JsonNode>> ListAsync(HubCluster hub, string path, int count)
    {
        List<JsonNode> items = [];
        await Eventually.HoldsAsync(async ct => (items = await hub.ListAsync(path, ct)).Count >= count, $"{count} items at {path}", Patience, Ct);
        return items;
    }

    private Dictionary<string, string> Environment(int port, PostfixServer postfix) => new()
    {
        [PasswordName] = DovecotServer.Password,
        ["OMNIHUB__MailIn__Port"] = Text(port),
        ["OMNIHUB__MailIn__HostName"] = "mx.test",
        ["OMNIHUB__MailIn__Certificate__File"] = _certificate.File,
        ["OMNIHUB__Channels__mail__Address"] = Support,
        ["OMNIHUB__Channels__mail__Smtp__Host"] = "localhost",
        ["OMNIHUB__Channels__mail__Smtp__Port"] = Text(postfix.Port),
        ["OMNIHUB__Channels__mail__Smtp__CaFile"] = postfix.CaFile,
        ["OMNIHUB__Channels__mail__Smtp__User"] = DovecotServer.User,
        ["OMNIHUB__Channels__mail__Smtp__Password"] = "env:" + PasswordName,
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
