using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>Which conversation a mail joins.</summary>
public sealed class EmailThreadTests(MailDesk desk) : IClassFixture<MailDesk>
{
    [Fact]
    public async Task The_answer_to_our_answer_joins_though_its_subject_changed()
    {
        var (mail, first, sent) = await AnsweredAsync();
        await AssertJoinsAsync(first, JoinReason.Token, desk.Mail() with
        {
            From = mail.From, Subject = "Something else altogether", To = sent.KeyedAddress, Recipients = [sent.KeyedAddress],
            Fields = [$"In-Reply-To: <{sent.Id}>", $"References: <{mail.MessageId}> <{sent.Id}>"],
        });
    }

    [Fact]
    public async Task A_mail_to_the_keyed_address_joins_without_naming_any_other()
    {
        var (mail, first, sent) = await AnsweredAsync();
        await AssertJoinsAsync(first, JoinReason.Token, desk.Mail() with { From = mail.From, To = sent.KeyedAddress, Recipients = [sent.KeyedAddress] });
        // hidden from the header, and changed in case on its way
        var shouted = sent.KeyedAddress.ToUpperInvariant();
        await AssertJoinsAsync(first, JoinReason.Token, desk.Mail() with { From = mail.From, To = "undisclosed-recipients:;", Recipients = [shouted] });
    }

    [Theory]
    [InlineData("References: <{0}>")]
    [InlineData("In-Reply-To: <{0}>")]
    [InlineData("In-Reply-To: Your message of Friday <{0}>")]
    [InlineData("References: <unknown@example.org>\r\n\t<{0}> <other@example.org>")]
    public async Task A_mail_to_the_plain_address_joins_by_what_it_refers_to(string field)
    {
        var (mail, first, sent) = await AnsweredAsync();
        await AssertJoinsAsync(first, JoinReason.Token, desk.Mail() with { From = mail.From, Subject = "Changed", Fields = [Filled(field, sent.Id)] });
        await AssertJoinsAsync(first, JoinReason.Thread, desk.Mail() with { From = mail.From, Subject = "Changed", Fields = [Filled(field, mail.MessageId!)] });
    }

    [Fact]
    public async Task A_thread_goes_on_over_several_answers()
    {
        var (mail, first, sent) = await AnsweredAsync();
        var back = desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{sent.Id}>"] };
        await AssertJoinsAsync(first, JoinReason.Token, back);
        var second = await desk.AnswerAsync(first, """{"text":"Tomorrow."}""");
        Assert.Equal([back.MessageId!, sent.Id, mail.MessageId!], second.Read.References);
        Assert.Equal((sent.KeyedAddress, "Re: " + mail.Subject), (second.KeyedAddress, second.Read.Subject));
        Assert.NotEqual(sent.Id, second.Id);
    }

    [Fact]
    public async Task A_new_mail_of_the_same_customer_begins_a_conversation()
    {
        var (mail, first, _) = await AnsweredAsync();
        var arrived = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Subject = "Re: " + mail.Subject });
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        Assert.Null((await desk.ConversationAsync(arrived.Conversation))["linkedTo"]);
    }

    [Theory]
    [InlineData("In-Reply-To: <{0}>", false)]
    [InlineData("References: <{0}>", false)]
    [InlineData("X-Nothing: {0}", true)]
    public async Task E06_a_stranger_who_quotes_us_gets_a_linked_conversation_of_their_own(string field, bool byAddress)
    {
        var (_, first, sent) = await AnsweredAsync();
        var to = byAddress ? sent.KeyedAddress : MailDesk.Address;
        var strange = desk.Mail() with { To = to, Recipients = [to], Fields = [Filled(field, sent.Id)] };
        var arrived = await desk.ArriveAsync(strange);
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        Assert.Equal(first.Conversation.ToString(), (await desk.ConversationAsync(arrived.Conversation)).Text("linkedTo"));
        Assert.Equal(JoinReason.Stranger, (await desk.MessageAsync(arrived)).Text("joinedBy"));
        Assert.Equal(2, (await desk.MessagesAsync(first.Conversation)).Count);

        // what the stranger gets and sends stays with the stranger, though the token of the other is still quoted
        var own = await desk.AnswerAsync(arrived);
        Assert.NotEqual(sent.Token, own.Token);
        await AssertJoinsAsync(arrived, JoinReason.Token, desk.Mail() with { From = strange.From, Fields = [$"References: <{sent.Id}> <{own.Id}>"] });
    }

    [Fact]
    public async Task E06_a_number_without_its_key_names_nothing()
    {
        var (mail, first, sent) = await AnsweredAsync();
        var number = sent.Token[..sent.Token.IndexOf('-')];
        var forged = $"support+{number}-aaaaaaaaaaaaaaaa@localhost";
        var arrived = await desk.ArriveAsync(desk.Mail() with
        {
            From = mail.From, Subject = $"[#{number}] Re: {mail.Subject}", To = forged, Recipients = [forged],
            Fields = [$"In-Reply-To: <{number}-aaaaaaaaaaaaaaaa.{sent.Message:N}@localhost>"],
        });
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        Assert.Equal(JoinReason.New, (await desk.MessageAsync(arrived)).Text("joinedBy"));
    }

    [Theory]
    [InlineData("cc")]
    [InlineData("bcc")]
    public async Task Whom_an_agent_gave_a_copy_may_answer_into_the_conversation(string role)
    {
        var (_, first, _) = await AnsweredAsync();
        var colleague = desk.Mail();
        var copy = await desk.AnswerAsync(first, $$"""{"text":"See this, Bob.","{{role}}":["{{colleague.From}}"]}""");
        await AssertJoinsAsync(first, JoinReason.Token, colleague with { Fields = [$"In-Reply-To: <{copy.Id}>"] });
        // and later without any sign of ours
        await AssertJoinsAsync(first, JoinReason.Thread, desk.Mail() with { From = colleague.From, Fields = [$"References: <{colleague.MessageId}>"] });
    }

    [Fact]
    public async Task Whom_only_the_customer_gave_a_copy_is_a_stranger()
    {
        var friend = desk.Mail();
        var first = await desk.ArriveAsync(desk.Mail() with { Fields = [$"Cc: {friend.From}"] });
        var sent = await desk.AnswerAsync(first);
        var arrived = await desk.ArriveAsync(friend with { Fields = [$"In-Reply-To: <{sent.Id}>"] });
        Assert.Equal(first.Conversation.ToString(), (await desk.ConversationAsync(arrived.Conversation)).Text("linkedTo"));
    }

    private static string Filled(string field, string id) => field.Replace("{0}", id, StringComparison.Ordinal);

    private async Task<(CustomerMail Mail, Arrived First, SentMail Sent)> AnsweredAsync()
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        return (mail, first, await desk.AnswerAsync(first));
    }

    private async Task AssertJoinsAsync(Arrived first, string reason, CustomerMail mail)
    {
        var arrived = await desk.ArriveAsync(mail);
        Assert.Equal(first.Conversation, arrived.Conversation);
        Assert.Equal(reason, (await desk.MessageAsync(arrived)).Text("joinedBy"));
    }
}
