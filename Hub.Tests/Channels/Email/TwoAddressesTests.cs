using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>A hub with two addresses.</summary>
public sealed class TwoAddressesTests
{
    private const string Sales = "sales@localhost";

    [Fact]
    public async Task One_mail_to_both_is_one_message_of_the_first()
    {
        await using var desk = await StartAsync();
        var mail = desk.Mail() with { To = $"{Sales}, {MailDesk.Address}", Recipients = [Sales, MailDesk.Address] };
        var arrived = await desk.ArriveAsync(mail);
        Assert.Equal(arrived, await desk.ArriveAsync(mail with { Recipients = [MailDesk.Address, Sales] }));
        var message = await desk.MessageAsync(arrived);
        Assert.Equal("mail", message.Text("channel"));
        Assert.Equal([Sales, MailDesk.Address], message["to"]!.AsArray().Select(to => to!.Text("address")));
        Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, "/conversations"));
    }

    [Fact]
    public async Task One_mail_that_comes_to_each_by_itself_is_one_message()
    {
        await using var desk = await StartAsync();
        var mail = desk.Mail() with { To = $"{Sales}, {MailDesk.Address}" };
        var arrived = await desk.ArriveAsync(mail with { Recipients = [Sales] });
        Assert.Equal(arrived, await desk.ArriveAsync(mail with { Recipients = [MailDesk.Address] }));
        Assert.Single(await Centre.ItemsAsync(desk.Hub.Admin, "/conversations"));
    }

    [Fact]
    public async Task A_keyed_answer_to_one_joins_though_it_came_by_the_other()
    {
        await using var desk = await StartAsync();
        var mail = desk.Mail();
        var first = await desk.ArriveAsync(mail);
        var sent = await desk.AnswerAsync(first);
        var back = await desk.ArriveAsync(desk.Mail() with { From = mail.From, To = Sales, Recipients = [Sales], Fields = [$"In-Reply-To: <{sent.Id}>"] });
        Assert.Equal(first.Conversation, back.Conversation);
        Assert.Equal("sales", (await desk.MessageAsync(back)).Text("channel"));
    }

    private static Task<MailDesk> StartAsync() => MailDesk.StartAsync(new HubSetup
    {
        Environment = new Dictionary<string, string>
        {
            ["OMNIHUB__Channels__sales__Kind"] = "email",
            ["OMNIHUB__Channels__sales__Name"] = "Sales",
            ["OMNIHUB__Channels__sales__Queue"] = "support",
            ["OMNIHUB__Channels__sales__Address"] = Sales,
        },
    });
}
