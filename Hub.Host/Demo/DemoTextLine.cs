using Hub.Host.Sandboxes.Twilio;

namespace Hub.Host.Demo;

/// <summary>Customers with a phone, who write text messages or by WhatsApp.</summary>
/// <param name="twilio">The provider.</param>
/// <param name="channel">The channel's id.</param>
/// <param name="prefix">What stands before addresses there.</param>
/// <param name="number">The number that they write to.</param>
internal sealed class DemoTextLine(TwilioSandbox twilio, string channel, string prefix, string number) : IDemoLine
{
    private readonly HashSet<string> _read = [];

    public bool Carries(string name) => name == channel;

    public async Task SendAsync(DemoCase from, DemoLetter letter, CancellationToken ct)
    {
        var message = new TwilioSandboxMessage
        {
            Sid = twilio.Store.NewSid("SM"), From = prefix + from.Address, To = prefix + number, Body = letter.Text, IsInbound = true, At = twilio.Time.GetUtcNow(),
            More = prefix.Length > 0 ? new Dictionary<string, string> { ["ProfileName"] = from.Person.Name } : [],
        };
        var (_, status) = await twilio.WriteAsync(message, ct);
        if (status != 200) throw new DemoException($"A text message was not taken: {status}.");
    }

    public Task<IReadOnlyList<DemoAnswer>> HearAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<DemoAnswer>>(
        [.. twilio.Store.All.Where(message => !message.IsInbound && message.From == prefix + number && _read.Add(message.Sid)).Select(message => new DemoAnswer(message.To[prefix.Length..]))]);
}
