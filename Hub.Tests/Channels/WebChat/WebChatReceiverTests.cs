using System.Text;
using Hub.Channels.WebChat;
using Hub.Core.Arrivals;
using Hub.Core.Conversations;

namespace Hub.Tests.Channels.WebChat;

public sealed class WebChatReceiverTests
{
    private const string Visitor = "0123456789abcdef0123456789abcdef";
    private static readonly Guid Id = Guid.Parse("018f0000-0000-7000-8000-000000000001");

    [Fact]
    public void A_message_is_its_visitors_under_its_own_id()
    {
        var message = WebChatReceiver.Read(WebChatChannel.InputOf(Visitor, Id, "你好 <b>"), longest: 100);
        Assert.Equal((Visitor, "Visitor 0123", "你好 <b>"), (message.FromAddress, message.FromName, message.Text));
        Assert.Equal(new SourceKey($"{Visitor}/{Id}"), message.Source);
        Assert.Equal(Id.ToString(), message.ProviderId);
        Assert.Null(message.Html);
    }

    [Theory]
    [InlineData("Ann@Example.org", "ann@example.org")]
    [InlineData("+86 138 0013 8000", "+8613800138000")]
    public void One_who_asks_to_be_written_to_names_the_address_for_answers(string address, string canonical)
    {
        var message = WebChatReceiver.Read(WebChatChannel.InputOf(Visitor, Id, "Please write", address), longest: 100);
        Assert.Equal([new Receiver(ReceiverRole.ReplyTo, canonical)], message.Receivers);
        Assert.Equal(["writeBack"], message.Flags);
    }

    [Theory]
    [InlineData("""{"visitor":"0123","id":"018f0000-0000-7000-8000-000000000001","text":"x","writeTo":"nowhere"}""", "$.writeTo")]
    [InlineData("""{"visitor":"V","id":"018f0000-0000-7000-8000-000000000001","text":"x"}""", "$.visitor")]
    [InlineData("""{"visitor":"0123","id":"018f0000-0000-7000-8000-000000000001","text":" "}""", "$.text: it is empty")]
    [InlineData("""{"visitor":"0123","id":"018f0000-0000-7000-8000-000000000001","text":"longer than ten"}""", "$.text: it is longer than 10")]
    [InlineData("""{"visitor":"0123","id":"7","text":"x"}""", "$.id")]
    [InlineData("""{"visitor":"0123","text":"x"}""", "$")]
    [InlineData("""{"visitor":"0123","id":"018f0000-0000-7000-8000-000000000001","text":"x","html":"<b>"}""", "html")]
    [InlineData("null", "null is no message")]
    [InlineData("hello", "$")]
    public void What_is_no_message_is_refused_with_its_place(string json, string reason)
    {
        var input = new RawInput("application/json", Encoding.UTF8.GetBytes(json), "r-1");
        Assert.Contains(reason, Assert.Throws<UnreadableInputException>(() => WebChatReceiver.Read(input, longest: 10)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://shop.example.org", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://shop.example.org/", false)]
    [InlineData("https://shop.example.org/path", false)]
    [InlineData("https://*.example.org", false)]
    [InlineData("*", false)]
    [InlineData("shop.example.org", false)]
    [InlineData("https://user@shop.example.org", false)]
    [InlineData("https://shop.example.org; script-src *", false)]
    [InlineData("javascript:alert(1)", false)]
    public void Only_an_origin_is_an_origin(string origin, bool isOne) =>
        Assert.Equal(isOne, !new WebChatOptions { Origins = [origin] }.Faults().Any());
}
