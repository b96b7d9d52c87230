using Hub.Tests.Hosting;

namespace Hub.Tests.Channels.Email;

/// <summary>What the configured mail server says of a sender.</summary>
public sealed class VerifiedSenderTests
{
    private const string Passed = "Authentication-Results: mx.hub.example; dmarc=pass header.from=example.org";

    [Fact]
    public async Task E01_E05_a_sender_is_verified_by_our_own_server_and_by_nobody_else()
    {
        await using var desk = await MailDesk.StartAsync(new HubSetup
        {
            Environment = new Dictionary<string, string> { ["OMNIHUB__Channels__mail__Authority"] = "mx.hub.example" },
        });
        Assert.Equal(["senderVerified"], await FlagsAsync(desk, Passed));
        Assert.Equal(["senderUnverified"], await FlagsAsync(desk));
        Assert.Equal(["senderUnverified"], await FlagsAsync(desk, "Authentication-Results: mx.evil.example; dmarc=pass header.from=example.org", Passed));
    }

    [Fact]
    public async Task Where_no_server_is_named_nothing_is_said()
    {
        await using var desk = await MailDesk.StartAsync(new HubSetup());
        Assert.Empty(await FlagsAsync(desk, Passed));
    }

    private static async Task<IEnumerable<string>> FlagsAsync(MailDesk desk, params string[] fields)
    {
        var message = await desk.MessageAsync(await desk.ArriveAsync(desk.Mail() with { Fields = [.. fields] }));
        return message["flags"]!.AsArray().Select(flag => flag!.GetValue<string>());
    }
}
