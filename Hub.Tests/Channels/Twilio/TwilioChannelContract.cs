using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Core.Deliveries;
using Hub.Host.Sandboxes.Twilio;
using Hub.Tests.Contracts;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Twilio;

/// <summary>What every channel of Twilio's must do, against the sandbox.</summary>
public abstract class TwilioChannelContract : ChannelContract
{
    protected const string Customer = "+4915112345678";
    private TwilioRig? _rig;
    private TwilioSandbox? _sandbox;
    private IChannel? _channel;

    protected override IChannel Channel => _channel!;

    private protected TwilioSandbox Sandbox => _sandbox!;

    /// <summary>What the section calls the channel.</summary>
    protected abstract string Kind { get; }

    /// <summary>What stands before addresses.</summary>
    protected abstract string Prefix { get; }

    [Theory]
    [InlineData((int)TwilioSandboxFault.Fails)]
    [InlineData((int)TwilioSandboxFault.BreaksOff)]
    [InlineData((int)TwilioSandboxFault.HalfAnswer)]
    [InlineData((int)TwilioSandboxFault.Gibberish)]
    public async Task What_leaves_open_whether_it_was_made_is_unknown_and_nothing_is_sent_twice(int fault)
    {
        Sandbox.Fault = (TwilioSandboxFault)fault;
        var id = await SendAsync();
        Assert.Equal(DeliveryState.Unknown, await Rig.StateAsync(id));
        Sandbox.Fault = TwilioSandboxFault.None;
        await RunAgainAsync();
        Assert.Equal(DeliveryState.Unknown, await Rig.StateAsync(id));
        Assert.InRange(Asked(id).Times, 0, 1);
    }

    [Fact]
    public async Task Wrong_credentials_hold_the_account_up_and_fail_nothing()
    {
        _channel = _rig!.Create(Kind, Sandbox.Url, ("AuthToken", _rig.SecretFile("0000111122223333444455556666aaaa")));
        Rig.Channels.Put(_channel);
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((DeliveryState.Planned, DeliveryClass.Configuration), (row.State, row.Class));
    }

    [Fact]
    public async Task F09_whatever_order_its_statuses_come_in_a_delivery_ends_the_same()
    {
        foreach (var order in Orders(["queued", "sent", "undelivered", "delivered", "read"]))
        {
            var id = await SendAsync();
            foreach (var status in order) await HookAsync(Status(id, status, ReportSignature.Right), 204);
            Assert.Equal(DeliveryState.Read, await Rig.StateAsync(id));
        }
    }

    [Fact]
    public async Task F08_a_status_of_a_message_that_is_not_ours_makes_nothing()
    {
        var request = Status(Rig.NewId(), "delivered", ReportSignature.Right);
        await HookAsync(request, 404);
        await HookAsync(Signed([new("MessageSid", "SM" + new string('a', 32)), new("MessageStatus", "delivered")], ""), 404);
        await HookAsync(Status(Rig.NewId(), "some-new-status", ReportSignature.Right), 204);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM messages"));
    }

    [Fact]
    public async Task F19_nothing_but_a_post_is_taken()
    {
        var request = Status(Rig.NewId(), "delivered", ReportSignature.Right);
        foreach (var method in (string[])["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]) await HookAsync(request with { Method = method }, 405);
        await HookAsync(request with { Path = "/more" }, 404);
        await HookAsync(request with { Body = new byte[70_000] }, 413);
    }

    /// <summary>A refusal with this code leads to that.</summary>
    private protected async Task CodeMeansAsync(int code, DeliveryState state, DeliveryClass error)
    {
        (Sandbox.Fault, Sandbox.Code) = (TwilioSandboxFault.Refuses, code);
        var row = await Rig.FindAsync(await SendAsync());
        Assert.Equal((state, error), (row.State, row.Class));
        Assert.DoesNotContain(Customer, row.Error, StringComparison.Ordinal);
    }

    /// <summary>Makes the channel anew with other settings.</summary>
    private protected void Restart(params (string Key, string? Value)[] settings)
    {
        _channel = _rig!.Create(Kind, Sandbox.Url, settings);
        Rig.Channels.Put(_channel);
    }

    protected override RawInput Input(string? id, string text, string reception = "r-1") => Raw(
        new JsonObject { ["MessageSid"] = Sid(id ?? reception), ["From"] = Prefix + Customer, ["To"] = Prefix + "+4930901820", ["Body"] = text }, [], Sid(id ?? reception));

    protected override RawInput InputWithFile(byte[] file) => Raw(
        new JsonObject { ["MessageSid"] = Sid("file"), ["From"] = Prefix + Customer, ["Body"] = "" },
        [new JsonObject { ["name"] = "a.png", ["type"] = "image/png", ["base64"] = Convert.ToBase64String(file) }], Sid("file"));

    protected override IEnumerable<(RawInput Input, string Reason)> UnreadableInputs() =>
    [
        (new RawInput("application/json", "no json"u8.ToArray(), "u-1"), "$"),
        (Raw(new JsonObject { ["From"] = Prefix + Customer }, [], "u-2"), "MessageSid: it is not the SID"),
        (Raw(new JsonObject { ["MessageSid"] = Sid("u-3"), ["Body"] = "x" }, [], "u-3"), "From: it is missing"),
        (Raw(new JsonObject { ["MessageSid"] = Sid("u-4"), ["From"] = Prefix + Customer, ["Body"] = new string('x', 20_001) }, [], "u-4"), "Body: it is longer"),
        (Raw(new JsonObject { ["MessageSid"] = Sid("u-5"), ["From"] = Prefix + "Anonymous", ["Body"] = "x" }, [], "u-5"), "not a valid phone address"),
    ];

    protected override async Task StartAsync()
    {
        _rig = await TwilioRig.StartAsync(Store, Rig.Content, Folder, Ct);
        _sandbox = await TwilioSandbox.StartAsync(TwilioRig.AccountSid, TwilioRig.AuthToken, TimeProvider.System, Ct);
        Rig.Content.Make = (_, message) => message with { To = Customer };
        ProviderTakes();
    }

    protected override async Task StopAsync()
    {
        _rig!.Dispose();
        await _sandbox!.DisposeAsync();
    }

    protected override void StartWithoutSecret() => _rig!.Create(Kind, Sandbox.Url, ("AuthToken", "file:" + Folder["none"]));

    protected override (int Times, bool Genuine) Asked(Guid delivery)
    {
        var made = Sandbox.Store.All.Where(message => message.StatusCallback?.EndsWith($"/status/{delivery}", StringComparison.Ordinal) == true).ToList();
        return (made.Count, Sandbox.Requests.All(request => request.Authorized == true));
    }

    protected override void ProviderTakes() => Use(Sandbox.Url, TwilioSandboxFault.None);

    // nothing listens there
    protected override void ProviderIsDown() => Use($"http://127.0.0.1:{FreePort.Find()}", TwilioSandboxFault.None);

    protected override void ProviderIsBusy(TimeSpan retryAfter) => (Sandbox.Fault, Sandbox.RetryAfter) = (TwilioSandboxFault.Busy, retryAfter);

    protected override void ProviderRefusesTheAddress() => (Sandbox.Fault, Sandbox.Code) = (TwilioSandboxFault.Refuses, 21211);

    protected override void ProviderBreaksOff() => Sandbox.Fault = TwilioSandboxFault.BreaksOff;

    protected override WebhookRequest Report(Guid delivery, ReceiptState state, ReportSignature signature) => Status(
        delivery, state switch { ReceiptState.Accepted => "sent", ReceiptState.Failed => "undelivered", ReceiptState.Read => "read", _ => "delivered" }, signature);

    private WebhookRequest Status(Guid delivery, string status, ReportSignature signature)
    {
        var made = Sandbox.Store.All.FirstOrDefault(message => message.StatusCallback?.EndsWith($"/status/{delivery}", StringComparison.Ordinal) == true);
        var request = Signed(
            [new("AccountSid", TwilioRig.AccountSid), new("MessageSid", made?.Sid ?? Sid("none")), new("MessageStatus", status), new("To", Customer)], $"/status/{delivery}");
        var headers = new Dictionary<string, string>(request.Headers);
        if (signature == ReportSignature.Missing) headers.Remove("X-Twilio-Signature");
        if (signature == ReportSignature.Empty) headers["X-Twilio-Signature"] = "";
        if (signature == ReportSignature.Wrong) headers["X-Twilio-Signature"] = Convert.ToBase64String(new byte[20]);
        return request with { Headers = headers };
    }

    private WebhookRequest Signed(List<KeyValuePair<string, string>> fields, string path)
    {
        var url = $"{TwilioRig.HookBase}/hooks/sms{path}";
        var body = string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded", ["X-Twilio-Signature"] = Sandbox.Sign(url, fields) };
        return new WebhookRequest("POST", url, path, headers, Encoding.UTF8.GetBytes(body));
    }

    private void Use(string url, TwilioSandboxFault fault)
    {
        Sandbox.Fault = fault;
        _channel = _rig!.Create(Kind, url);
        Rig.Channels.Put(_channel);
    }

    private static string Sid(string name) => "SM" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];

    private static RawInput Raw(JsonObject fields, JsonArray files, string reception) => new(
        "application/json", Encoding.UTF8.GetBytes(new JsonObject { ["fields"] = fields, ["files"] = files }.ToJsonString()), reception);

    private static IEnumerable<string[]> Orders(string[] items) => items.Length == 1
        ? [items]
        : items.SelectMany((item, place) => Orders([.. items[..place], .. items[(place + 1)..]]).Select(rest => (string[])[item, .. rest]));
}
