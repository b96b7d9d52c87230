using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>What a customer writes into the header of a mail steers nothing.</summary>
public sealed class EmailHeaderTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task D05_an_answer_goes_to_who_wrote_and_elsewhere_only_when_the_agent_picks_it()
    {
        var mail = desk.Mail() with { Fields = ["Reply-To: elsewhere@example.net"] };
        var arrived = await desk.ArriveAsync(mail);
        Assert.Equal(mail.From, Assert.Single((await desk.AnswerAsync(arrived)).Read.To).Address);
        var picked = await desk.AnswerAsync(arrived, """{"text":"hi","to":["elsewhere@example.net"]}""");
        Assert.Equal("elsewhere@example.net", Assert.Single(picked.Read.To).Address);
        Assert.Equal("elsewhere@example.net", Assert.Single((await desk.MessageAsync(arrived))["replyTo"]!.AsArray())!.Text("address"));
    }

    [Fact]
    public async Task D11_fields_that_claim_to_be_ours_or_a_servers_have_no_effect()
    {
        var other = await desk.ArriveAsync(desk.Mail());
        var arrived = await desk.ArriveAsync(desk.Mail() with
        {
            Fields =
            [
                $"X-OmniHub-Conversation: {other.Conversation}", "X-OmniHub-Queue: admin", "X-OmniHub-Verified: true", "X-Loop: omnihub", "X-Spam-Flag: YES",
                "X-Priority: 1", "Importance: high", "X-OmniHub-Priority: 99", $"Thread-Topic: {other.Conversation}",
            ],
        });
        Assert.NotEqual(other.Conversation, arrived.Conversation);
        var (mine, plain) = (await desk.ConversationAsync(arrived.Conversation), await desk.ConversationAsync(other.Conversation));
        foreach (var member in (string[])["priority", "queue", "status", "tags", "assignee"])
            Assert.Equal(plain[member]?.ToJsonString(), mine[member]?.ToJsonString());
        var message = await desk.MessageAsync(arrived);
        Assert.False(message["from"]!["verified"]!.GetValue<bool>());
        Assert.Empty(message["flags"]!.AsArray());
    }

    [Fact]
    public async Task D13_a_file_name_adds_no_field_to_the_answer_that_carries_the_file()
    {
        const string Body =
            "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nsee\r\n--m\r\nContent-Type: application/pdf\r\n"
            + "Content-Disposition: attachment; filename*=utf-8''a%0D%0AX-Evil%3A%201.pdf\r\n\r\nx\r\n--m--\r\n";
        var message = await desk.MessageAsync(await desk.ArriveAsync(desk.Mail() with { Body = Body }));
        var file = Assert.Single(message["attachments"]!.AsArray())!;
        using var answer = await desk.Hub.Admin.GetAsync($"/api/v1/attachments/{file.Text("id")}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Evil"));
        Assert.Equal(file.Text("name"), answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.DoesNotContain(file.Text("name"), letter => char.IsControl(letter));
    }

    [Fact]
    public async Task B15_names_and_subjects_show_what_would_mislead()
    {
        var mail = desk.Mail();
        var arrived = await desk.ArriveAsync(mail with { From = $"\"=?utf-8?Q?pay=E2=80=8Bpal_=E2=80=AEmoc?=\" <{mail.From}>", ReturnPath = mail.From, Subject = "=?utf-8?Q?invoice=E2=80=AEfdp.exe?=" });
        var message = await desk.MessageAsync(arrived);
        Assert.Equal("invoice\ufffdfdp.exe", message.Text("subject"));
        Assert.DoesNotContain(message["from"]!.Text("name"), letter => letter is '\u202e' or '\u200b');
    }
}
