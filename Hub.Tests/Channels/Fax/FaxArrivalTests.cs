using System.Net;
using Hub.Tests.Channels.Email;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Fax;

/// <summary>A gateway's mails at the hub's own port.</summary>
public sealed class FaxArrivalTests
{
    private const string FaxAddress = "fax@localhost";

    private const string Page =
        "Content-Type: multipart/mixed; boundary=m\r\n\r\n"
        + "--m\r\nContent-Type: text/plain\r\n\r\n          Sender: +49 30 1234567\r\n           Pages: 2\r\n"
        + "--m\r\nContent-Type: image/tiff; name=\"fax00001.tif\"\r\nContent-Disposition: attachment; filename=\"fax00001.tif\"\r\nContent-Transfer-Encoding: base64\r\n\r\nSUkqAAgAAAA=\r\n--m--\r\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S1_22_faxes_of_a_number_are_one_conversation_with_their_files()
    {
        await using var desk = await StartAsync();
        var fax = Fax(desk);
        var first = await desk.ArriveAsync(fax);
        var second = await desk.ArriveAsync(Fax(desk));
        Assert.Equal(first.Conversation, second.Conversation);
        Assert.Equal("fax", (await desk.ConversationAsync(first.Conversation)).Text("channel"));
        var message = await desk.MessageAsync(first);
        Assert.Equal("+49301234567", message["from"]!.Text("address"));
        Assert.StartsWith("Fax from +49301234567, 2 pages", message.Text("text"), StringComparison.Ordinal);
        var file = Assert.Single(message["attachments"]!.AsArray())!;
        Assert.Equal(("fax00001.tif", "image/tiff"), (file.Text("name"), file.Text("type")));
        // a gateway that missed the hub's answer offers it again
        Assert.Equal(first.Message, MailDesk.IdOf(Assert.Single(await desk.OfferAsync(fax))));
    }

    [Fact]
    public async Task What_is_no_fax_is_kept_in_quarantine_and_mail_to_other_addresses_stays_mail()
    {
        await using var desk = await StartAsync();
        var kept = MailDesk.IdOf(Assert.Single(await desk.OfferAsync(Fax(desk) with { Subject = "Buy now" })));
        Assert.Null(await desk.FindAsync(kept));
        var shown = await desk.Hub.Admin.GetAsync($"/api/v1/quarantine/{kept}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("fax", shown.Text("channel"));
        Assert.Contains("no profile", shown.Text("reason"), StringComparison.Ordinal);
        var mail = await desk.ArriveAsync(desk.Mail());
        Assert.Equal("mail", (await desk.ConversationAsync(mail.Conversation)).Text("channel"));
    }

    private static Task<MailDesk> StartAsync() =>
        MailDesk.StartAsync(new HubSetup { Environment = new Dictionary<string, string> { ["OMNIHUB__Channels__fax__Enabled"] = "true" } });

    private static CustomerMail Fax(MailDesk desk) => desk.Mail() with
    {
        From = "faxmaster@fax.example", Recipients = [FaxAddress], To = FaxAddress, Subject = "Fax received from \"+49 30 1234567\"", Body = Page,
    };
}
