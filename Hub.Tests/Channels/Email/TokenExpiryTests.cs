using System.Net;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>How long the keyed names of a conversation lead into it once it is done, or part of another.</summary>
public sealed class TokenExpiryTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E07_a_key_leads_into_a_conversation_that_was_done_lately_and_no_longer(bool byAddress)
    {
        var (mail, first, sent) = await AnsweredAsync();
        await DoneAsync(first.Conversation, days: 29);
        var back = await desk.ArriveAsync(Reply(mail.From, sent, byAddress));
        Assert.Equal((first.Conversation, JoinReason.Token), (back.Conversation, await ReasonAsync(back)));
        Assert.Equal("open", (await desk.ConversationAsync(first.Conversation)).Text("status"));

        await DoneAsync(first.Conversation, days: 31);
        await AssertTooLateAsync(Reply(mail.From, sent, byAddress), first.Conversation);
        // whoever else holds it is a stranger still
        var third = await desk.ArriveAsync(Reply(desk.Mail().From, sent, byAddress));
        Assert.Equal(JoinReason.Stranger, await ReasonAsync(third));
        Assert.Equal(first.Conversation.ToString(), (await desk.ConversationAsync(third.Conversation)).Text("linkedTo"));
    }

    [Fact]
    public async Task E07_where_nothing_reopens_no_key_outlives_its_conversation()
    {
        await using var strict = await MailDesk.StartAsync(new HubSetup
        {
            Environment = new Dictionary<string, string> { ["OMNIHUB__Conversations__ReopenDays"] = "0" },
        });
        var mail = strict.Mail();
        var first = await strict.ArriveAsync(mail);
        var sent = await strict.AnswerAsync(first);
        using var done = await strict.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{first.Conversation}", """{"status":"resolved"}""", Ct);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var back = await strict.ArriveAsync(strict.Mail() with { From = mail.From, To = sent.KeyedAddress, Recipients = [sent.KeyedAddress] });
        Assert.NotEqual(first.Conversation, back.Conversation);
        Assert.Equal(JoinReason.TooLate, (await strict.MessageAsync(back)).Text("joinedBy"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E07_the_key_of_what_was_merged_leads_to_the_one_that_holds_it_as_long_as_that_ones_own(bool byAddress)
    {
        var (mail, absorbed, sent) = await AnsweredAsync();
        var holder = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Subject = "Once more" });
        await desk.Hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{absorbed.Conversation}/merge", $$"""{"into":"{{holder.Conversation}}"}""", Ct)
            .JsonAsync(HttpStatusCode.OK, Ct);

        // the absorbed one is done since it was merged: the other's state alone counts
        await SetDoneAsync(absorbed.Conversation, days: 400);
        var back = await desk.ArriveAsync(Reply(mail.From, sent, byAddress));
        Assert.Equal((holder.Conversation, JoinReason.Token), (back.Conversation, await ReasonAsync(back)));
        var third = await desk.ArriveAsync(Reply(desk.Mail().From, sent, byAddress));
        Assert.Equal((JoinReason.Stranger, holder.Conversation.ToString()), (await ReasonAsync(third), (await desk.ConversationAsync(third.Conversation)).Text("linkedTo")));

        await DoneAsync(holder.Conversation, days: 31);
        await AssertTooLateAsync(Reply(mail.From, sent, byAddress), holder.Conversation);
    }

    private CustomerMail Reply(string from, SentMail sent, bool byAddress) => byAddress
        ? desk.Mail() with { From = from, To = sent.KeyedAddress, Recipients = [sent.KeyedAddress] }
        : desk.Mail() with { From = from, Fields = [$"In-Reply-To: <{sent.Id}>"] };

    private async Task AssertTooLateAsync(CustomerMail mail, Guid old)
    {
        var before = (await desk.MessagesAsync(old)).Count;
        var late = await desk.ArriveAsync(mail);
        Assert.NotEqual(old, late.Conversation);
        Assert.Equal(JoinReason.TooLate, await ReasonAsync(late));
        Assert.Equal(old.ToString(), (await desk.ConversationAsync(late.Conversation)).Text("linkedTo"));
        Assert.Equal(("resolved", before), ((await desk.ConversationAsync(old)).Text("status"), (await desk.MessagesAsync(old)).Count));
        // its answers bear a key of their own
        var (was, now) = (await desk.ConversationAsync(old), await desk.AnswerAsync(late));
        Assert.DoesNotContain($"+{was["number"]}-", now.KeyedAddress, StringComparison.Ordinal);
    }

    private async Task<string> ReasonAsync(Arrived arrived) => (await desk.MessageAsync(arrived)).Text("joinedBy");

    private async Task<(CustomerMail Mail, Arrived First, SentMail Sent)> AnsweredAsync()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        return (mail, first, await desk.AnswerAsync(first));
    }

    /// <summary>Makes a conversation done since so many days.</summary>
    private async Task DoneAsync(Guid conversation, int days)
    {
        await desk.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{conversation}", """{"status":"resolved"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await SetDoneAsync(conversation, days);
    }

    private async Task SetDoneAsync(Guid conversation, int days)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
        await desk.Hub.Store.WriteAsync((tx, write) => tx.ExecuteAsync("UPDATE conversations SET resolved_at = @at WHERE id = @conversation", new { at, conversation }, write), Ct);
    }
}
