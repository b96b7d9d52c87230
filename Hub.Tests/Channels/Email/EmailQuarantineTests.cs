using System.Net;
using System.Text;
using Hub.Core.Arrivals;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Channels.Email;

/// <summary>Mail that cannot be read is taken all the same, and kept.</summary>
public sealed class EmailQuarantineTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static readonly string ManyParts = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 600)) + "--b--\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("A04", "part")]
    [InlineData("A06", "too many fields")]
    [InlineData("E03", "NUL")]
    [InlineData("nobody", "names a valid address")]
    public async Task What_cannot_be_read_is_kept_whole_and_what_follows_it_is_read(string kind, string why)
    {
        var mail = Unreadable(kind);
        var replies = await desk.OfferAsync(mail, desk.Mail());
        var kept = MailDesk.IdOf(replies[0]);
        Assert.Null(await desk.FindAsync(kept));
        Assert.NotNull(await desk.FindAsync(MailDesk.IdOf(replies[1])));
        var shown = await desk.Hub.Admin.GetAsync($"/api/v1/quarantine/{kept}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(("mail", "message/rfc822"), (shown.Text("channel"), shown.Text("type")));
        Assert.Contains(why, shown.Text("reason"), StringComparison.Ordinal);
        Assert.EndsWith("\r\n" + mail.Text, await desk.Hub.Admin.GetStringAsync($"/api/v1/quarantine/{kept}/raw", Ct), StringComparison.Ordinal);

        var retried = await RetryAsync(kept);
        Assert.Equal("quarantined", retried);
    }

    [Fact]
    public async Task What_can_be_read_later_leaves_the_quarantine_with_its_envelope()
    {
        var mail = desk.Mail() with { From = "undisclosed:;", ReturnPath = "ann@example.org" };
        var trace = "Return-Path: <ann@example.org>\r\nDelivered-To: support@localhost\r\nReceived: from a.example ([127.0.0.1])\r\n"
            + "\tby mx.example with ESMTP id 0197;\r\n\tFri, 20 Nov 2026 02:00:00 +0000\r\n";
        var input = new RawInput("message/rfc822", Encoding.UTF8.GetBytes(trace + mail.Text), "0197");
        var kept = await desk.Hub.Services.GetRequiredService<Quarantine>().KeepAsync("mail", input, "it was set aside", Ct);
        Assert.Equal("created", await RetryAsync(kept));
        await desk.Hub.Admin.GetAsync($"/api/v1/quarantine/{kept}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        // offered again by a sender that missed our answer
        Assert.Equal("ann@example.org", (await desk.MessageAsync(await desk.ArriveAsync(mail)))["from"]!.Text("address"));
    }

    [Fact]
    public async Task A_mail_whose_reading_ended_the_process_twice_is_not_read_when_it_is_offered_again()
    {
        using var folder = new TempFolder("deadly");
        var mail = desk.Mail();
        for (var death = 0; death < 2; death++)
        {
            using var dying = new ReadingGuard(folder.Path);
            await dying.BeginAsync(Encoding.UTF8.GetBytes(mail.Text), Ct);
        }

        using var guard = new ReadingGuard(folder.Path);
        await using var hub = await MailDesk.StartAsync(new HubSetup { Services = services => services.AddSingleton(guard) });
        var replies = (await hub.OfferAsync(mail, hub.Mail())).Select(MailDesk.IdOf).ToList();
        Assert.Null(await hub.FindAsync(replies[0]));
        Assert.NotNull(await hub.FindAsync(replies[1]));
        var shown = await hub.Hub.Admin.GetAsync($"/api/v1/quarantine/{replies[0]}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Contains("ended the process twice", shown.Text("reason"), StringComparison.Ordinal);
    }

    private CustomerMail Unreadable(string kind) => kind switch
    {
        "A04" => desk.Mail() with { Body = ManyParts },
        "A06" => desk.Mail() with { Fields = [.. Enumerable.Range(0, 1001).Select(i => $"X-{i}: x")] },
        "E03" => desk.Mail() with { From = "ceo@bank.example\0@evil.example", ReturnPath = "evil@example.net" },
        _ => desk.Mail() with { From = "undisclosed:;", ReturnPath = "" },
    };

    private async Task<string> RetryAsync(Guid kept) =>
        (await desk.Hub.Admin.PostAsync($"/api/v1/quarantine/{kept}/retry", null, Ct).JsonAsync(HttpStatusCode.OK, Ct)).Text("result");
}
