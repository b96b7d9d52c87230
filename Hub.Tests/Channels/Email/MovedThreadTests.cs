using System.Net;
using Hub.Core.Conversations.Threading;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>What the old thread's keyed names open, and what they do not, once a part of it lives elsewhere.</summary>
public sealed class MovedThreadTests(MailDesk desk) : IClassFixture<MailDesk>
{
    private const string Secret = "4711-0815";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("split")]
    [InlineData("move")]
    public async Task E15_the_names_of_the_old_thread_neither_reach_nor_read_what_left_it(string how)
    {
        var (mail, old, stayed, left) = await ConversedAsync();
        var home = await LeaveAsync(how, mail, left);
        Assert.NotEqual(old.Conversation, home);
        var before = (await desk.MessagesAsync(home)).Count;

        // by the keyed reply address alone, and by the keyed Message-ID of what stayed
        CustomerMail[] answers =
        [
            desk.Mail() with { From = mail.From, To = left.KeyedAddress, Recipients = [left.KeyedAddress] },
            desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{stayed.Id}>"] },
            desk.Mail() with { From = mail.From, Fields = [$"In-Reply-To: <{stayed.Id}>", $"References: <{left.Id}> <{stayed.Id}>"] },
        ];
        foreach (var answer in answers)
        {
            var back = await desk.ArriveAsync(answer);
            Assert.Equal((old.Conversation, JoinReason.Token), (back.Conversation, (await desk.MessageAsync(back)).Text("joinedBy")));
            var sent = await desk.AnswerAsync(back);
            Assert.DoesNotContain(left.Id, sent.Read.References);
            Assert.DoesNotContain(Secret, sent.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, (await desk.MessagesAsync(home)).Count);
        Assert.DoesNotContain(await desk.MessagesAsync(old.Conversation), message => message!["text"]?.ToString().Contains(Secret, StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("split")]
    [InlineData("move")]
    public async Task E15_an_answer_to_what_left_goes_where_it_lives(string how)
    {
        var (mail, old, _, left) = await ConversedAsync();
        var home = await LeaveAsync(how, mail, left);
        var back = await desk.ArriveAsync(desk.Mail() with
        {
            From = mail.From, To = left.KeyedAddress, Recipients = [left.KeyedAddress], Fields = [$"In-Reply-To: <{left.Id}>", $"References: <{mail.MessageId}> <{left.Id}>"],
        });
        Assert.Equal((home, JoinReason.Token), (back.Conversation, (await desk.MessageAsync(back)).Text("joinedBy")));
        Assert.DoesNotContain(back.Message.ToString(), (await desk.MessagesAsync(old.Conversation)).Select(message => message!.Text("id")));
    }

    [Theory]
    [InlineData("split")]
    [InlineData("move")]
    public async Task E15_who_took_part_in_the_old_thread_alone_is_a_stranger_to_what_left_it(string how)
    {
        var colleague = desk.Mail();
        var (mail, old, stayed, left) = await ConversedAsync(copyOfWhatStays: colleague.From);
        var home = await LeaveAsync(how, mail, left);

        var inside = await desk.ArriveAsync(colleague with { Fields = [$"In-Reply-To: <{stayed.Id}>"] });
        Assert.Equal(old.Conversation, inside.Conversation);
        var outside = await desk.ArriveAsync(desk.Mail() with { From = colleague.From, Fields = [$"In-Reply-To: <{left.Id}>"] });
        Assert.NotEqual(home, outside.Conversation);
        Assert.Equal(JoinReason.Stranger, (await desk.MessageAsync(outside)).Text("joinedBy"));
        Assert.Equal(home.ToString(), (await desk.ConversationAsync(outside.Conversation)).Text("linkedTo"));
        Assert.DoesNotContain(Secret, (await desk.AnswerAsync(outside)).Text, StringComparison.Ordinal);
    }

    /// <summary>A conversation with two answers, of which the second tells the secret and is to leave.</summary>
    private async Task<(CustomerMail Mail, Arrived Old, SentMail Stayed, SentMail Left)> ConversedAsync(string? copyOfWhatStays = null)
    {
        var mail = desk.Mail();
        var old = await desk.ArriveAsync(mail);
        var copy = copyOfWhatStays is null ? "" : $""","cc":["{copyOfWhatStays}"]""";
        var stayed = await desk.AnswerAsync(old, $$"""{"text":"It is on its way."{{copy}}}""");
        var left = await desk.AnswerAsync(old, $$"""{"text":"As for the other matter: {{Secret}}."}""");
        Assert.Equal(stayed.KeyedAddress, left.KeyedAddress);
        return (mail, old, stayed, left);
    }

    /// <summary>Takes a message out of its conversation; where it lives then.</summary>
    private async Task<Guid> LeaveAsync(string how, CustomerMail mail, SentMail left)
    {
        var from = (await desk.FindAsync(left.Message))!.Conversation;
        if (how == "split")
            return Guid.Parse((await PostAsync($"{from}/split", $$"""{"messages":["{{left.Message}}"]}""", HttpStatusCode.Created)).Text("id"));
        var other = await desk.ArriveAsync(desk.Mail() with { From = mail.From, Subject = "The other matter" });
        await PostAsync($"{from}/messages/{left.Message}/move", $$"""{"to":"{{other.Conversation}}"}""", HttpStatusCode.OK);
        return other.Conversation;
    }

    private Task<System.Text.Json.Nodes.JsonNode> PostAsync(string what, string body, HttpStatusCode status) =>
        desk.Hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{what}", body, Ct).JsonAsync(status, Ct);
}
