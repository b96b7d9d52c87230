using System.Security.Cryptography;
using Hub.Host.Demo.Stories;
using Hub.Host.Sandboxes.Twilio;

namespace Hub.Host.Demo;

/// <summary>The providers of the tour, on this machine: they speak as the real ones do, and nothing leaves it.</summary>
internal sealed class DemoSandboxes : IAsyncDisposable
{
    private const string AccountSid = "AC00000000000000000000000000000de0";

    // those of config/demo.json
    private const string SmsNumber = "+4930901820";
    private const string WhatsAppNumber = "+4930901821";
    private const string WhatsAppPrefix = "whatsapp:";

    private readonly TwilioSandbox _twilio;

    private DemoSandboxes(TwilioSandbox twilio, IReadOnlyDictionary<string, string> settings) => (_twilio, Settings) = (twilio, settings);

    /// <summary>What the channels are told of them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    public static async Task<DemoSandboxes> StartAsync(string folder, CancellationToken ct)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var file = Path.Combine(folder, "twilio-sandbox-token");
        await File.WriteAllTextAsync(file, token, ct);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var twilio = await TwilioSandbox.StartAsync(AccountSid, token, TimeProvider.System, ct);
        (twilio.Reports, twilio.Notes) = (true, false);
        var settings = new Dictionary<string, string>();
        foreach (var channel in (string[])[DemoStory.Sms, DemoStory.WhatsApp])
            foreach (var (key, value) in ((string, string)[])[("AccountSid", AccountSid), ("AuthToken", "file:" + Path.GetFullPath(file)), ("ApiUrl", twilio.Url)])
                settings[$"Channels:{channel}:{key}"] = value;
        return new DemoSandboxes(twilio, settings);
    }

    /// <summary>How customers write by them to a hub at this address.</summary>
    public IReadOnlyList<IDemoLine> Lines(string hub)
    {
        _twilio.HookUrls[SmsNumber] = $"{hub}/hooks/{DemoStory.Sms}";
        _twilio.HookUrls[WhatsAppPrefix + WhatsAppNumber] = $"{hub}/hooks/{DemoStory.WhatsApp}";
        return [new DemoTextLine(_twilio, DemoStory.Sms, "", SmsNumber), new DemoTextLine(_twilio, DemoStory.WhatsApp, WhatsAppPrefix, WhatsAppNumber)];
    }

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();
}
