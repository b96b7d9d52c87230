using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Commands;

/// <summary>What goes on while a tour runs.</summary>
public sealed class DemoTrafficTests(DemoTour tour) : IClassFixture<DemoTour>
{
    private const string Conversations = "/conversations?limit=200";

    [Fact]
    public void It_says_where_to_look_and_who_to_be()
    {
        var output = tour.Host.Output.ToString();
        Assert.Contains("/desk", output, StringComparison.Ordinal);
        Assert.Contains("mia", output, StringComparison.Ordinal);
        Assert.Contains("lampion-demo", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customers_write_in_english_and_chinese_on_every_channel()
    {
        await tour.FindAsync(Conversations, item => SubjectHas(item, "Where is order") && item.Text("channel") == "mail", "a mail in English");
        await tour.FindAsync(Conversations, item => SubjectHas(item, "什么时候发货"), "a mail in Chinese");
        await tour.FindAsync(Conversations, item => item.Text("channel") == "billing" && item["queue"]!.Text("key") == "billing", "a mail to billing");
        await tour.FindAsync(Conversations, item => item.Text("channel") == "api", "a message from the shop");
        await tour.FindAsync(Conversations, item => item.Text("channel") == "chat", "a visitor of the chat");
        await tour.FindAsync(Conversations, item => item.Text("channel") == "telegram", "somebody in Telegram");
    }

    [Theory]
    [InlineData("mail", "THIRD time")]
    [InlineData("billing", "申请开具")]
    public async Task An_answer_to_a_mail_is_replied_to_in_the_same_conversation(string channel, string subject)
    {
        var conversation = await tour.FindAsync(Conversations, item => item.Text("channel") == channel && SubjectHas(item, subject), subject);
        await tour.AnswerAsync(conversation, "We look into it.");
        var reply = await tour.FindAsync(Messages(conversation), item => item["joinedBy"] is { } by && (string?)by == "token", "the reply");
        Assert.Equal("in", reply.Text("direction"));
    }

    [Fact]
    public async Task An_answer_to_the_shop_is_replied_to_in_the_same_conversation()
    {
        var conversation = await tour.FindAsync(
            Conversations, item => item.Text("channel") == "api" && item["assignee"] is null && item["waitingSince"] is not null && Says(item, "优惠券"), "a waiting customer of the shop");
        await tour.AnswerAsync(conversation, "请再试一次。");
        await tour.FindAsync(Messages(conversation), item => item.Text("direction") == "in" && (string?)item["text"] == "可以了，谢谢客服！", "the reply");
    }

    [Fact]
    public async Task An_answer_to_the_chat_is_read_and_replied_to_in_the_same_conversation()
    {
        var conversation = await tour.FindAsync(Conversations, item => item.Text("channel") == "chat" && Says(item, "Hamburg"), "a visitor of the chat");
        await tour.AnswerAsync(conversation, "Yes, at the harbour.");
        await tour.FindAsync(
            Messages(conversation), item => item.Text("direction") == "in" && ((string?)item["text"])!.Contains("Saturday", StringComparison.Ordinal), "the reply");
        Assert.Contains(await tour.ItemsAsync(Messages(conversation)), item => item.Text("direction") == "out" && item.Text("state") == "read");
    }

    [Fact]
    public async Task An_answer_to_telegram_is_replied_to_in_the_same_conversation()
    {
        var conversation = await tour.FindAsync(Conversations, item => item.Text("channel") == "telegram" && Says(item, "my parcel says"), "somebody in Telegram");
        await tour.AnswerAsync(conversation, "Please ask at number 12.");
        await tour.FindAsync(
            Messages(conversation), item => item.Text("direction") == "in" && ((string?)item["text"])!.Contains("Found it", StringComparison.Ordinal), "the reply");
    }

    [Fact]
    public async Task Colleagues_answer_and_resolve_a_part_of_it()
    {
        var resolved = await tour.FindAsync(Conversations, item => item.Text("status") == "resolved" && item["assignee"] is not null, "a resolved conversation");
        Assert.Contains(await tour.ItemsAsync(Messages(resolved)), message => message.Text("direction") == "out");
    }

    [Fact]
    public async Task Programs_write_too_an_assistant_and_a_mail_server()
    {
        var moved = await tour.FindAsync(Conversations, item => SubjectHas(item, "Change of delivery address"), "the mail of somebody whose mailbox is gone");
        await tour.FindAsync(
            Messages(moved), message => ((string?)message["subject"])?.StartsWith("Undelivered Mail", StringComparison.Ordinal) == true, "the bounce");
        var away = await tour.FindAsync(Conversations, item => SubjectHas(item, "Quotation for 40"), "the mail of somebody who is away");
        await tour.FindAsync(
            Messages(away), message => ((string?)message["subject"])?.StartsWith("Automatic reply", StringComparison.Ordinal) == true, "the automatic reply");
    }

    private static string Messages(JsonNode conversation) => $"/conversations/{conversation.Text("id")}/messages";

    private static bool SubjectHas(JsonNode item, string words) => ((string?)item["subject"])?.Contains(words, StringComparison.Ordinal) == true;

    private static bool Says(JsonNode item, string words) => ((string?)item["preview"])?.Contains(words, StringComparison.Ordinal) == true;
}
