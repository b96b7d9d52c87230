using System.Globalization;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>The line to a mail server is cut at random, in every phase of the dialogue, while mails keep coming: none is lost, none doubled.</summary>
public sealed class CutLineTrial
{
    private static readonly TimeSpan BetweenMails = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("move")]
    [InlineData("keep")]
    public async Task Cut_at_random_the_line_brings_each_mail_once(string after)
    {
        var cuts = TrialSize.Pick(small: 8, full: 100);
        var chance = TrialSeed.NewRandom();
        await using var server = await DovecotMailbox.StartAsync(Ct);
        // a handshake and the way to the first mail take some 6,000 bytes
        await using var cutter = new LineCutter(server.TlsPort, cuts, () => chance.Next(4) == 0 ? chance.Next(7000) : chance.Next(6000, 60_000));
        var dropped = 0;
        for (; dropped < 50; dropped++) Drop(server, dropped);
        await using var desk = await MailboxDesk.StartAsync(
            server, ("Port", cutter.Port.ToString(CultureInfo.InvariantCulture)), ("After", after), ("MoveTo", after == "move" ? "Archive" : ""), ("PollSeconds", "5"));
        await Eventually.HoldsAsync(
            async ct =>
            {
                await Task.Delay(BetweenMails, TimeProvider.System, ct);
                Drop(server, dropped++);
                return cutter.Cuts >= cuts;
            },
            $"{cuts} cuts", TimeSpan.FromMinutes(cuts), Ct);
        var wanted = Enumerable.Range(0, dropped).Select(Words).Order(StringComparer.Ordinal).ToList();
        await Eventually.HoldsAsync(async _ => (await desk.SubjectsAsync()).Count >= dropped, $"{dropped} mails", Patience, Ct);
        if (after == "move") await Eventually.HoldsAsync(() => server.Mails().Count == 0 && server.Mails("Archive").Count == dropped, "all are moved", Patience, Ct);
        Assert.Equal(wanted, (await desk.SubjectsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(dropped, server.Mails().Count + server.Mails("Archive").Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{cutter.Cuts} cuts, {dropped} mails");
    }

    /// <summary>Every tenth has nothing by which it is known.</summary>
    private static void Drop(DovecotMailbox server, int number) =>
        server.Drop(MailboxDesk.Mail(Words(number), number % 10 == 0 ? null : "", $"X-Filler: {new string('x', number * 37 % 900)}\r\n"));

    private static string Words(int number) => string.Create(CultureInfo.InvariantCulture, $"mail-{number:00000}");
}
