using System.Net;
using System.Text.Json.Nodes;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>Answers by mail to what was merged or split off arrive where it is now, and so do reports of it.</summary>
public sealed class EmailMoveTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_to_an_answer_that_was_split_off_arrives_with_it()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        var sent = await desk.AnswerAsync(first);
        var split = await PostAsync(first, "split", $$"""{"messages":["{{sent.Message}}"],"subject":"Another matter"}""", HttpStatusCode.Created);

        // its reply address and its id both bear the number of the first
        var back = await desk.ArriveAsync(desk.Mail() with
        {
            From = mail.From, To = sent.KeyedAddress, Recipients = [sent.KeyedAddress], Fields = [$"In-Reply-To: <{sent.Id}>", $"References: <{mail.MessageId}> <{sent.Id}>"],
        });
        Assert.Equal(split, back.Conversation);
        Assert.Equal(JoinReason.Token, (await desk.MessageAsync(back)).Text("joinedBy"));
        Assert.Equal(first.Conversation, (await desk.ArriveAsync(desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{mail.MessageId}>"] })).Conversation);

        // what is written there follows what the customer knows by its former id
        var next = await desk.AnswerAsync(back);
        Assert.Contains(sent.Id, next.Read.References);
        Assert.NotEqual(sent.Token, next.Token);
        Assert.Equal("Re: Another matter", next.Read.Subject);
    }

    [Fact]
    public async Task Every_answer_to_what_was_merged_arrives_in_the_other_conversation()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        var sent = await desk.AnswerAsync(first);
        var second = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Subject = "Once more" });
        await PostAsync(first, "merge", $$"""{"into":"{{second.Conversation}}"}""", HttpStatusCode.OK);

        foreach (var answer in (CustomerMail[])
                 [
                     desk.Mail() with { To = sent.KeyedAddress, Recipients = [sent.KeyedAddress] },
                     desk.Mail() with { Fields = [$"In-Reply-To: <{sent.Id}>"] },
                     desk.Mail() with { Fields = [$"In-Reply-To: <{mail.MessageId}>"] },
                 ])
            Assert.Equal(second.Conversation, (await desk.ArriveAsync(answer with { From = mail.From })).Conversation);
        var next = await desk.AnswerAsync(second);
        Assert.Contains(sent.Id, next.Read.References);
    }

    [Fact]
    public async Task A_mail_with_the_subject_and_sender_of_an_open_conversation_is_a_new_one_that_suggests_it()
    {
        var mail = desk.Mail() with { Subject = "My invoice 2231" };
        var first = await desk.ArriveAsync(mail);
        var like = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Subject = "AW: My invoice 2231" });
        Assert.NotEqual(first.Conversation, like.Conversation);
        Assert.Equal(first.Conversation.ToString(), (await desk.ConversationAsync(like.Conversation)).Text("mayBelongTo"));
        var number = (await desk.ConversationAsync(first.Conversation))["number"]!.GetValue<long>();
        var shown = await desk.MessageAsync(like);
        Assert.Equal((JoinReason.Suggested, number), (shown.Text("joinedBy"), shown["joinedAbout"]!.GetValue<long>()));

        using var apart = await desk.Hub.Admin.DeleteAsync($"/api/v1/conversations/{like.Conversation}/suggestion", Ct);
        Assert.Equal(HttpStatusCode.NoContent, apart.StatusCode);
        Assert.Null((await desk.ConversationAsync(like.Conversation))["mayBelongTo"]);
        // of another sender, or of another matter: nothing
        foreach (var other in (CustomerMail[])[desk.Mail() with { Subject = mail.Subject }, desk.Mail() with { From = mail.From, Subject = "Something else" }])
            Assert.Null((await desk.ConversationAsync((await desk.ArriveAsync(other)).Conversation))["mayBelongTo"]);
    }

    [Fact]
    public async Task An_answer_under_another_subject_begins_a_conversation_where_the_hub_is_told_so()
    {
        await using var strict = await MailDesk.StartAsync(new HubSetup
        {
            Environment = new Dictionary<string, string> { ["OMNIHUB__Conversations__NewSubjectOpensNew"] = "true" },
        });
        var mail = strict.Mail();
        var first = await strict.ArriveAsync(mail);
        var sent = await strict.AnswerAsync(first);
        var answer = strict.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{sent.Id}>"] };
        Assert.Equal(first.Conversation, (await strict.ArriveAsync(answer with { Subject = "Re: " + mail.Subject })).Conversation);
        var other = await strict.ArriveAsync(strict.Mail() with { From = mail.From, Fields = answer.Fields, Subject = "Invoice 2231 shows too much" });
        Assert.NotEqual(first.Conversation, other.Conversation);
        Assert.Equal(first.Conversation.ToString(), (await strict.ConversationAsync(other.Conversation)).Text("linkedTo"));
        Assert.Equal(JoinReason.NewSubject, (await strict.MessageAsync(other)).Text("joinedBy"));
    }

    private async Task<Guid> PostAsync(Arrived arrived, string what, string body, HttpStatusCode status)
    {
        JsonNode view = await desk.Hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{arrived.Conversation}/{what}", body, Ct).JsonAsync(status, Ct);
        return Guid.Parse(view.Text("id"));
    }
}
