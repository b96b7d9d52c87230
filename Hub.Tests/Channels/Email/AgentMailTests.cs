using System.Net;
using Hub.Core.Conversations;
using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>E08: mails that bear an agent's address as their sender.</summary>
public sealed class AgentMailTests
{
    private const string Agent = "bob@example.org";
    private const string Passed = "Authentication-Results: mx.hub.example; dmarc=pass header.from=example.org";

    private static readonly Dictionary<string, string> Enabled = new()
    {
        ["OMNIHUB__Channels__mail__Authority"] = "mx.hub.example", ["OMNIHUB__Channels__mail__AgentsAnswer"] = "true",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E08_an_agents_proven_answer_goes_to_the_customer_without_what_it_quotes()
    {
        await using var desk = await DeskAsync(Enabled);
        var (mail, first, sent) = await AnsweredAsync(desk);
        var answer = AnswerTo(desk, sent) with
        {
            Fields = [Passed, $"In-Reply-To: <{sent.Id}>"],
            Body = "\r\nIt leaves today.\r\n\r\nOn Fri, 20 Nov 2026 at 10:00, Support wrote:\r\n> It is on its way.\r\n\r\n-- \r\nBob, extension 7\r\n",
        };
        var replies = await desk.OfferAsync(answer, answer);
        Assert.Equal(MailDesk.IdOf(replies[0]), MailDesk.IdOf(replies[1]));
        var forwarded = await desk.TakeAsync(MailDesk.IdOf(replies[0]));
        Assert.Equal((mail.From, sent.KeyedAddress), (Assert.Single(forwarded.Read.To).Address, forwarded.KeyedAddress));
        Assert.Equal("It leaves today.", forwarded.Read.Text!.Trim());
        Assert.DoesNotContain("bob@", forwarded.Text, StringComparison.Ordinal);
        Assert.Equal(["in", "out", "out"], (await desk.MessagesAsync(first.Conversation)).Select(message => message!.Text("direction")));
    }

    [Theory]
    [InlineData("notProven")]
    [InlineData("otherServer")]
    [InlineData("otherDomain")]
    [InlineData("twoSenders")]
    [InlineData("outOfOffice")]
    [InlineData("list")]
    [InlineData("html differs")]
    [InlineData("ourMessageId")]
    public async Task E08_whatever_is_not_beyond_doubt_is_a_strangers(string doubt)
    {
        await using var desk = await DeskAsync(Enabled);
        var (_, first, sent) = await AnsweredAsync(desk);
        var mail = AnswerTo(desk, sent);
        mail = doubt switch
        {
            "notProven" => mail,
            "otherServer" => mail with { Fields = ["Authentication-Results: mx.evil.example; dmarc=pass header.from=example.org", Passed] },
            "otherDomain" => mail with { Fields = [Passed.Replace("=example.org", "=evil.example", StringComparison.Ordinal)] },
            "twoSenders" => mail with { From = $"{Agent}, eve@example.org", ReturnPath = Agent, Fields = [Passed] },
            "outOfOffice" => mail with { Fields = [Passed, "Auto-Submitted: auto-replied"] },
            "list" => mail with { Fields = [Passed, "List-Id: <staff.example.org>"] },
            "html differs" => mail with
            {
                Fields = [Passed],
                Body = "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPay to account 666 at once, please.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Something that has nothing to do with it at all</p>\r\n--b--\r\n",
            },
            _ => mail with { To = MailDesk.Address, Recipients = [MailDesk.Address], MessageId = sent.Id, Fields = [$"In-Reply-To: <{sent.Id}>"] },
        };
        var arrived = await desk.ArriveAsync(mail);
        Assert.Equal("in", (await desk.MessageAsync(arrived)).Text("direction"));
        Assert.DoesNotContain("out", (await desk.MessagesAsync(first.Conversation)).Skip(2).Select(message => message!.Text("direction")));
        Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, $"/deliveries?conversation={first.Conversation}"));
    }

    [Fact]
    public async Task E08_E20_where_agents_do_not_answer_by_mail_a_proven_one_is_a_stranger_with_a_warning()
    {
        await using var desk = await DeskAsync(new Dictionary<string, string> { ["OMNIHUB__Channels__mail__Authority"] = "mx.hub.example" });
        var (_, first, sent) = await AnsweredAsync(desk);
        var arrived = await desk.ArriveAsync(AnswerTo(desk, sent) with { Fields = [Passed] });
        Assert.NotEqual(first.Conversation, arrived.Conversation);
        var shown = await desk.MessageAsync(arrived);
        Assert.Equal(["senderVerified", MessageFlag.Staff], shown["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
        Assert.Equal(first.Conversation.ToString(), (await desk.ConversationAsync(arrived.Conversation)).Text("linkedTo"));
        // a customer of the same domain is none of them
        var other = await desk.ArriveAsync(desk.Mail() with { Fields = [Passed] });
        Assert.Equal(["senderVerified"], (await desk.MessageAsync(other))["flags"]!.AsArray().Select(flag => flag!.GetValue<string>()));
    }

    private static async Task<MailDesk> DeskAsync(Dictionary<string, string> environment)
    {
        var desk = await MailDesk.StartAsync(new HubSetup { Environment = environment });
        var agent = await desk.Hub.AgentAsync("supervisor", Ct);
        using var changed = await desk.Hub.Admin.SendJsonAsync("PATCH", $"/api/v1/agents/{agent.Id}", $$"""{"email":"{{Agent}}"}""", Ct);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        return desk;
    }

    private static async Task<(CustomerMail Mail, Arrived First, SentMail Sent)> AnsweredAsync(MailDesk desk)
    {
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        return (mail, first, await desk.AnswerAsync(first));
    }

    private static CustomerMail AnswerTo(MailDesk desk, SentMail sent) =>
        desk.Mail() with { From = Agent, To = sent.KeyedAddress, Recipients = [sent.KeyedAddress], Subject = "Re: parcel" };
}
