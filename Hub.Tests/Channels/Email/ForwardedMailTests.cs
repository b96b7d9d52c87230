using System.Net;
using System.Text;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>A forwarded mail, from the customer's to the answer of whom it was forwarded to.</summary>
public sealed class ForwardedMailTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forward_begins_a_thread_of_its_own_and_its_answer_comes_back_while_the_customer_stays_the_one_who_is_answered()
    {
        var mail = desk.Mail();
        var arrived = await desk.ArriveAsync(mail);
        var forward = await ForwardAsync(arrived, """{"to":["expert@partner.example"],"text":"Yours?"}""");
        Assert.Equal(("Fwd: Where is my parcel?", "expert@partner.example"), (forward.Read.Subject, forward.Read.To.Single().Address));
        Assert.Empty(forward.Read.References);
        Assert.Contains("Hello, where is it?", forward.Read.Text, StringComparison.Ordinal);

        var answer = desk.Mail() with
        {
            From = "expert@partner.example", To = forward.KeyedAddress, Recipients = [forward.KeyedAddress], Subject = "Re: Fwd: Where is my parcel?",
            Fields = [$"In-Reply-To: <{forward.Id}>"],
        };
        var back = await desk.ArriveAsync(answer);
        Assert.Equal(arrived.Conversation, back.Conversation);
        var sent = await desk.AnswerAsync(arrived);
        Assert.Equal(mail.From, sent.Read.To.Single().Address);
        Assert.Equal([mail.MessageId!], sent.Read.References);
        Assert.DoesNotContain("partner.example", sent.Text, StringComparison.Ordinal);
        Assert.Equal("Re: Where is my parcel?", sent.Read.Subject);
    }

    [Theory]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\n\r\nHello, where is it?\r\n", "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit")]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n", "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64")]
    public async Task The_mail_as_it_came_goes_along_octet_by_octet(string body, string type)
    {
        var mail = desk.Mail() with { Body = body };
        var arrived = await desk.ArriveAsync(mail);
        var forward = await ForwardAsync(arrived, """{"to":["expert@partner.example"],"as":"original"}""");
        Assert.Contains(type, forward.Text, StringComparison.Ordinal);
        var file = Assert.Single(forward.Read.Files);
        Assert.Equal("Fwd_ Where is my parcel_.eml", file.Name);
        Assert.EndsWith(mail.Text, Encoding.UTF8.GetString(file.Content.Span), StringComparison.Ordinal);
    }

    private async Task<SentMail> ForwardAsync(Arrived arrived, string body)
    {
        var forward = await desk.Hub.Admin.SendJsonAsync("POST", $"/api/v1/messages/{arrived.Message}/forward", body, Ct).JsonAsync(HttpStatusCode.Created, Ct);
        return await desk.TakeAsync(Guid.Parse(forward.Text("id")));
    }
}
