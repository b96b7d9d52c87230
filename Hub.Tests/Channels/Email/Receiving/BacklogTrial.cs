using System.Globalization;
using Hub.Tests.Crash;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>A mailbox that nobody has read for long is taken in without the hub's growing by it.</summary>
public sealed class BacklogTrial
{
    private const long MostKilobytes = 300 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backlog_is_taken_in_within_bounded_memory()
    {
        var mails = TrialSize.Pick(small: 500, full: 50_000);
        await using var server = await DovecotMailbox.StartAsync(Ct);
        for (var i = 0; i < mails; i++) server.Drop(Mail(i));
        using var secrets = new MailSecrets();
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        await using var hub = await HubCluster.StartAsync(hosts: 1, Environment(server, secrets), Ct);
        var taken = 0L;
        await Eventually.HoldsAsync(async ct => (taken = await TakenAsync(hub, ct)) >= mails, $"{mails} mails", Patience, Ct);
        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        Assert.Equal(mails, taken);

        var most = await PeakKilobytesAsync(hub.Host(0).Pid);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mails} mails in {seconds:0.0} s, {mails / seconds:0}/s with the start, at most {most / 1024} MB"));
        Assert.True(most < MostKilobytes, $"{most / 1024} MB");
    }

    /// <summary>Some 4 KB, as mails mostly are; each tenth sender writes again and again.</summary>
    private static string Mail(int number) => MailboxDesk.Mail(
        string.Create(CultureInfo.InvariantCulture, $"backlog {number}"), string.Create(CultureInfo.InvariantCulture, $"b{number}"),
        $"X-Filler: {new string('x', 900)}\r\n") .Replace("ann@", string.Create(CultureInfo.InvariantCulture, $"c{number % 5000}@"), StringComparison.Ordinal)
        + string.Concat(Enumerable.Repeat("Where is my parcel, which I have been waiting for?\r\n", 50));

    private static async Task<long> TakenAsync(HubCluster hub, CancellationToken ct)
    {
        var metrics = await hub.GetTextAsync("/metrics", ct);
        var lines = metrics.Split('\n').Where(line => line.StartsWith("omnihub_intake_messages", StringComparison.Ordinal) && line.Contains("channel=\"mail\"", StringComparison.Ordinal));
        return lines.Sum(line => long.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private static async Task<long> PeakKilobytesAsync(int pid)
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{pid}/status", Ct)).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> Environment(DovecotMailbox server, MailSecrets secrets) => new()
    {
        ["OMNIHUB__MailIn__Port"] = "0",
        ["OMNIHUB__Channels__mail__Imap__Host"] = "localhost",
        ["OMNIHUB__Channels__mail__Imap__Port"] = server.TlsPort.ToString(CultureInfo.InvariantCulture),
        ["OMNIHUB__Channels__mail__Imap__CaFile"] = server.CaFile,
        ["OMNIHUB__Channels__mail__Imap__User"] = DovecotMailbox.User,
        ["OMNIHUB__Channels__mail__Imap__Password"] = secrets.Keep(DovecotMailbox.Password),
    };
}
