using Hub.Host.Sandboxes.Twilio;

namespace Hub.Host.Bench.Twilio;

/// <summary>A hub whose channel <c>sms</c> speaks to a sandbox in the same process.</summary>
internal sealed class BenchTwilio : IAsyncDisposable
{
    public const string Channel = "sms";
    public const string Number = "+4930901820";

    private const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    private const string TokenVariable = "OMNIHUB_BENCH_TWILIO_TOKEN";

    private BenchTwilio(BenchHub hub, TwilioSandbox sandbox) => (Hub, Sandbox) = (hub, sandbox);

    public BenchHub Hub { get; }

    public TwilioSandbox Sandbox { get; }

    public static async Task<BenchTwilio> StartAsync(string? postgres, CancellationToken ct)
    {
        var token = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        Environment.SetEnvironmentVariable(TokenVariable, token);
        var sandbox = await TwilioSandbox.StartAsync(AccountSid, token, TimeProvider.System, ct);
        sandbox.Notes = false;
        var settings = new Dictionary<string, string>
        {
            ["Kind"] = "sms", ["Name"] = "Text messages", ["Queue"] = "support", ["AccountSid"] = AccountSid, ["AuthToken"] = "env:" + TokenVariable,
            ["Numbers:0"] = Number, ["ApiUrl"] = sandbox.Url, ["MaxPerSecond"] = "10000",
        }.ToDictionary(setting => $"Channels:{Channel}:{setting.Key}", setting => setting.Value);
        settings["Http:RequestsPerSecond"] = "0";
        return new BenchTwilio(await BenchHub.StartAsync(null, postgres, settings, ct), sandbox);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
