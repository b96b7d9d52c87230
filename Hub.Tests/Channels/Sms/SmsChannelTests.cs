using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Tests.Channels.Twilio;

namespace Hub.Tests.Channels.Sms;

public sealed class SmsChannelTests : TwilioChannelContract
{
    protected override string Kind => "sms";

    protected override string Prefix => "";

    [Theory]
    [InlineData(21211, DeliveryState.Failed, DeliveryClass.Address)]
    [InlineData(21614, DeliveryState.Failed, DeliveryClass.Address)]
    [InlineData(21610, DeliveryState.Failed, DeliveryClass.Consent)]
    [InlineData(21617, DeliveryState.Failed, DeliveryClass.Content)]
    [InlineData(99999, DeliveryState.Failed, DeliveryClass.Content)]
    [InlineData(21606, DeliveryState.Planned, DeliveryClass.Configuration)]
    [InlineData(21611, DeliveryState.Planned, DeliveryClass.Throttled)]
    public Task Each_code_has_its_meaning(int code, DeliveryState state, DeliveryClass error) => CodeMeansAsync(code, state, error);

    [Fact]
    public async Task Every_request_is_one_that_Twilio_describes()
    {
        var schema = TwilioSchema.Load();
        Restart(("MessagingServiceSid", "MG0123456789abcdef0123456789abcdef"));
        Rig.Content.Make = (_, message) => message with
        {
            To = Customer,
            Attachments = [new OutboundAttachment("a.png", "image/png", 3, _ => Task.FromResult<Stream>(new MemoryStream([1, 2, 3])))],
        };
        await SendAsync();
        var request = Assert.Single(Sandbox.Requests);
        Assert.Empty(schema.Faults(request));
        Assert.Equal(
            ["To", "From", "MessagingServiceSid", "Body", "ValidityPeriod", "StatusCallback", "MediaUrl"], request.Form.Select(field => field.Key));
        Assert.NotEmpty(schema.Faults(request with { Form = [new("To", "+1"), new("Text", "x")] }));
        Assert.NotEmpty(schema.Faults(request with { Form = [new("Body", "x")] }));
    }

    [Fact]
    public async Task A_text_of_too_many_segments_is_not_sent()
    {
        Rig.Content.Make = (_, message) => message with { To = Customer, Text = new string('你', 671) };
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((DeliveryState.Failed, DeliveryClass.Content), (row.State, row.Class));
        Assert.Empty(Sandbox.Requests);
    }
}
