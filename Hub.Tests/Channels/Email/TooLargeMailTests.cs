using Hub.Core.Alarms;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Channels.Email;

/// <summary>A mail that the hub does not take for its size: its sender hears of it, and so do those it was meant for.</summary>
public sealed class TooLargeMailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A19_a_refused_mail_is_an_alarm_of_its_channel_that_counts()
    {
        await using var desk = await MailDesk.StartAsync(new HubSetup
        {
            Environment = new Dictionary<string, string> { ["OMNIHUB__MailIn__MaxMessageBytes"] = "1048576" },
        });
        var large = desk.Mail() with { Body = string.Concat(Enumerable.Repeat("a line of the mail\r\n", 60_000)) };
        var replies = await desk.OfferAsync(large, large, desk.Mail());
        Assert.Equal(["552", "552", "250"], replies.Select(reply => reply[..3]));

        var alarms = await desk.Hub.Services.GetRequiredService<AlarmStore>().ListAsync(standingOnly: true, Guid.AllBitsSet, 10, Ct);
        var alarm = Assert.Single(alarms, alarm => alarm.Kind == AlarmKinds.MailTooLarge);
        Assert.Equal(("mail", 2L), (alarm.Subject, alarm.Times));
        Assert.Contains("1048576 bytes (MailIn:MaxMessageBytes)", alarm.Text, StringComparison.Ordinal);
    }
}
