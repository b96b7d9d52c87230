using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Tests.Channels.Twilio;

namespace Hub.Tests.Channels.WhatsApp;

/// <summary>All that holds of text messages holds of WhatsApp, whose addresses differ.</summary>
public sealed class WhatsAppChannelTests : TwilioChannelContract
{
    protected override string Kind => "whatsapp";

    protected override string Prefix => "whatsapp:";

    [Theory]
    [InlineData(63003, DeliveryState.Failed, DeliveryClass.Address)]
    [InlineData(63016, DeliveryState.Failed, DeliveryClass.Content)]
    [InlineData(63018, DeliveryState.Planned, DeliveryClass.Throttled)]
    [InlineData(63007, DeliveryState.Planned, DeliveryClass.Configuration)]
    public Task J11_each_code_has_its_meaning(int code, DeliveryState state, DeliveryClass error) => CodeMeansAsync(code, state, error);

    [Fact]
    public async Task A_template_goes_out_with_what_fills_its_gaps_and_no_text()
    {
        var schema = TwilioSchema.Load();
        Rig.Content.Make = (_, message) => message with
        {
            To = Customer, Template = new MessageTemplate("HX0123456789abcdef0123456789abcdef", new Dictionary<string, string> { ["1"] = "Ann", ["2"] = "12:30 \"sharp\"" }),
        };
        await SendAsync();
        var request = Assert.Single(Sandbox.Requests);
        Assert.Empty(schema.Faults(request));
        Assert.Equal(["To", "From", "ContentSid", "ContentVariables", "ValidityPeriod", "StatusCallback"], request.Form.Select(field => field.Key));
        Assert.Equal(("whatsapp:" + Customer, "whatsapp:+4930901820"), (request.Form[0].Value, request.Form[1].Value));
        Assert.Equal("Ann", (string?)System.Text.Json.Nodes.JsonNode.Parse(request.Form[3].Value)!["1"]);
    }
}
