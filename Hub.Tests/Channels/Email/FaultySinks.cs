using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Tests.Crash;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>The real host with one mail address for each fault that a mail server may have.</summary>
public sealed class FaultySinks : IAsyncLifetime
{
    private static readonly Dictionary<string, string[]> Faults = new()
    {
        ["takes"] = [],
        ["refuses"] = ["-f", "rcpt", "-B", "550 5.1.1 User unknown"],
        ["puts-off"] = ["-r", "rcpt", "-b", "451 4.3.0 Try again later"],
        ["drops-data"] = ["-q", "data"],
        ["drops-end"] = ["-q", "."],
        ["slow-before"] = ["-W", "rcpt:30"],
        ["slow-at-end"] = ["-W", ".:30"],
    };

    private readonly Dictionary<string, SmtpSink> _sinks = [];
    private HubCluster? _hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var environment = new Dictionary<string, string>();
        foreach (var (channel, options) in Faults)
        {
            _sinks[channel] = await SmtpSink.StartAsync(options, Ct);
            var section = $"OMNIHUB__Channels__{channel}__";
            environment[section + "Kind"] = "email";
            environment[section + "Name"] = channel;
            environment[section + "Queue"] = "support";
            environment[section + "Address"] = channel + "@hub.test";
            environment[section + "Smtp__Host"] = "127.0.0.1";
            environment[section + "Smtp__Port"] = _sinks[channel].Port.ToString(CultureInfo.InvariantCulture);
            environment[section + "Smtp__Security"] = "none";
            environment[section + "Smtp__TimeoutSeconds"] = "2";
            environment[section + "Smtp__FinalTimeoutSeconds"] = "2";
        }

        _hub = await HubCluster.StartAsync(hosts: 1, environment, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
        foreach (var sink in _sinks.Values) await sink.DisposeAsync();
    }

    /// <summary>What the sink of this channel has taken.</summary>
    public IReadOnlyList<string> Taken(string channel) => _sinks[channel].Mails;

    /// <summary>Sends a mail, and shows its delivery once its first attempt is over.</summary>
    public async Task<JsonNode> SendAsync(string channel)
    {
        var body = new JsonObject { ["channel"] = channel, ["to"] = new JsonArray($"{channel}@example.test"), ["subject"] = "s", ["text"] = "hello" };
        var begun = await _hub!.RepeatAsync(HttpMethod.Post, "/api/v1/conversations", body, "begin-" + channel, Ct);
        JsonNode? delivery = null;
        await Eventually.HoldsAsync(
            async ct =>
            {
                var all = await _hub.ListAsync("/api/v1/deliveries", ct);
                delivery = all.Single(one => (string?)one["conversationId"] == (string?)begun["id"]);
                return (string?)delivery["state"] != "sending" && ((string?)delivery["state"] != "planned" || delivery["error"] is not null);
            },
            "the first attempt is over", TimeSpan.FromSeconds(60), Ct);
        return delivery!;
    }
}
