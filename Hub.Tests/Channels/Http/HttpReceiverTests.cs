using System.Text;
using Hub.Channels.Http;
using Hub.Core.Arrivals;

namespace Hub.Tests.Channels.Http;

public sealed class HttpReceiverTests
{
    [Theory]
    [InlineData("""{"from":{"address":"a","nick":"b"},"text":"t"}""", "$.from.nick: there is no such field")]
    [InlineData("""{"from":{"address":"a"},"text":"t","text":"u"}""", "the field is there twice")]
    [InlineData("""{"from":{"address":7},"text":"t"}""", "$.from.address: the value is of another kind")]
    [InlineData("""{"from":{"address":" "},"text":"t"}""", "$.from.address: it is empty")]
    [InlineData("""{"from":null,"text":"t"}""", "$.from")]
    [InlineData("""{"from":{"address":"a"},"text":"t","at":"2026-03-02T09:00:00"}""", "$.at: it is not a time with its offset")]
    [InlineData("""{"from":{"address":"a"},"text":"t","externalId":"a\u0000"}""", "$.externalId: it has a control character")]
    [InlineData("""{"from":{"address":"a"},"attachments":[{"name":"f","base64":"*"}]}""", "$.attachments[0].base64")]
    [InlineData("""{"from":{"address":"a"},"attachments":[null]}""", "$.attachments[0]: null is no file")]
    [InlineData("""{"from":{"address":"a"},"text":"t",}""", "it is not valid JSON")]
    [InlineData("""{"from":{"address":"a"},"text":"\ud800"}""", "$.text")]
    [InlineData("null", "null is no message")]
    [InlineData("", "$")]
    public void A_fault_is_named_with_its_place(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<UnreadableInputException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_is_limited()
    {
        var json = """{"from":{"address":"a"},"text":""" + new string('[', 40) + new string(']', 40) + "}";
        Assert.Throws<UnreadableInputException>(() => Read(json));
    }

    [Theory]
    [InlineData("2026-03-02T09:00:00Z")]
    [InlineData("2026-03-02T10:00:00.000+01:00")]
    [InlineData("2026-03-02T04:00-05:00")]
    public void A_time_with_its_offset_is_the_same_instant_everywhere(string at) =>
        Assert.Equal(
            new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Read($$"""{"from":{"address":"a"},"text":"t","at":"{{at}}"}""").At);

    [Fact]
    public void An_id_of_the_senders_and_one_of_the_reception_never_meet()
    {
        var own = Read("""{"externalId":"r-1","from":{"address":"a"},"text":"t"}""").Source;
        var none = Read("""{"from":{"address":"a"},"text":"t"}""").Source;
        Assert.Equal(own.ProviderId, none.ProviderId);
        Assert.NotEqual(own, none);
    }

    private static InboundMessage Read(string json) => HttpReceiver.Read(new RawInput("application/json", Encoding.UTF8.GetBytes(json), "r-1"));
}
