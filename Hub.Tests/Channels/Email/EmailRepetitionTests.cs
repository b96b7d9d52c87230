using Hub.Core.Conversations;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>A mail that comes more than once, as it does when our 250 is lost.</summary>
public sealed class EmailRepetitionTests(MailDesk desk) : IClassFixture<MailDesk>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_mail_is_one_message_however_it_comes_again(bool hasId)
    {
        var mail = hasId ? desk.Mail() : desk.Mail() with { MessageId = null };
        var again = (await desk.OfferAsync(mail, mail)).Concat(await desk.OfferAsync(mail)).Select(MailDesk.IdOf);
        Assert.Single(again.Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_mail_offered_ten_times_at_once_is_one_message(bool hasId)
    {
        var mail = hasId ? desk.Mail() : desk.Mail() with { MessageId = null };
        var sessions = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.OfferAsync(mail, mail)));
        var kept = Assert.Single(sessions.SelectMany(replies => replies).Select(MailDesk.IdOf).Distinct());
        var conversation = (await desk.FindAsync(kept))!.Conversation;
        Assert.Single(await desk.MessagesAsync(conversation));
        var contact = (await desk.ConversationAsync(conversation))["contact"]!.Text("id");
        var all = await Centre.ItemsAsync(desk.Hub.Admin, "/conversations?limit=200");
        Assert.Single(all, item => item!["contact"]!.Text("id") == contact);
    }

    [Fact]
    public async Task A_mail_that_was_encoded_anew_or_traced_on_its_way_is_the_same()
    {
        var mail = desk.Mail() with { Body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n您好 = hello\r\n" };
        var first = await desk.ArriveAsync(mail);
        Assert.Equal(first, await desk.ArriveAsync(mail with
        {
            Fields = ["Received: from a.example by b.example; Fri, 20 Nov 2026 02:00:01 +0000", "X-Spam-Score: 0"],
            Body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E6=82=A8=E5=A5=BD =3D hello\r\n",
        }));
    }

    [Fact]
    public async Task Another_content_under_a_known_id_is_a_message_of_its_own_and_flagged()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        var other = mail.Saying("Something else");
        var second = await desk.ArriveAsync(other);
        Assert.NotEqual(first.Message, second.Message);
        Assert.Equal([MessageFlag.IdReused], (await desk.MessageAsync(second))["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
        Assert.Equal(second, await desk.ArriveAsync(other));
        // the first that bore the id keeps its name
        var third = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Fields = [$"References: <{mail.MessageId}>"] });
        Assert.Equal(first.Conversation, third.Conversation);
    }

    [Fact]
    public async Task A_stranger_who_takes_a_known_id_disturbs_nothing()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        var stolen = await desk.ArriveAsync(desk.Mail().Saying("Mine now") with { MessageId = mail.MessageId });
        Assert.NotEqual(first.Conversation, stolen.Conversation);
        Assert.Equal(first.Conversation, (await desk.ArriveAsync(desk.Mail() with { From = mail.From, Fields = [$"References: <{mail.MessageId}>"] })).Conversation);
    }

    [Fact]
    public async Task Two_mails_without_an_id_that_differ_are_two()
    {
        var mail = desk.Mail() with { MessageId = null };
        var first = await desk.ArriveAsync(mail);
        Assert.NotEqual(first.Message, (await desk.ArriveAsync(mail.Saying("Something else"))).Message);
        Assert.NotEqual(first.Message, (await desk.ArriveAsync(mail with { ReturnPath = "another@example.org" })).Message);
    }
}
