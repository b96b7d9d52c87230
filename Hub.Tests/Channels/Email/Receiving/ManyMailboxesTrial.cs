using System.Globalization;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Email.Receiving;

/// <summary>Many mailboxes on one host: each mail is a conversation soon after it came to its mailbox.</summary>
public sealed class ManyMailboxesTrial
{
    private const int Rounds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mailbox_is_read_by_itself_and_soon()
    {
        var count = TrialSize.Pick(small: 8, full: 100);
        var users = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"box{i}@example.test")).ToList();
        await using var server = await DovecotMailbox.StartAsync(Ct, users: users);
        using var secrets = new MailSecrets();
        await using var hub = await HubFixture.StartAsync(new HubSetup { Environment = Environment(server, users, secrets) }, Ct);
        foreach (var user in users) server.Drop(MailboxDesk.Mail("first-" + user), user: user);
        await ArrivedAsync(hub, count);

        var clock = TimeProvider.System;
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var user in users)
            {
                var subject = string.Create(CultureInfo.InvariantCulture, $"round-{round}-{user}");
                var began = clock.GetTimestamp();
                server.Drop(MailboxDesk.Mail(subject), user: user);
                if (times.Count % 10 == 0) await ArrivedAsync(hub, count + times.Count + 1);
                times.Add(clock.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        await ArrivedAsync(hub, count * (Rounds + 1));
        var waited = times.Where((_, i) => i % 10 == 0).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count} mailboxes, {waited.Count} of {times.Count} mails waited for: median {waited[waited.Count / 2]:0} ms, longest {waited[^1]:0} ms"));
        var subjects = await hub.Store.ReadAsync((db, read) => db.ListAsync<string>("SELECT subject FROM messages", null, read), Ct);
        Assert.Equal(subjects.Count, subjects.Distinct().Count());
        var channels = await hub.Store.ReadAsync((db, read) => db.ListAsync<string>("SELECT DISTINCT channel FROM messages", null, read), Ct);
        Assert.Equal(count, channels.Count);
    }

    private static Task ArrivedAsync(HubFixture hub, int count) => Eventually.HoldsAsync(
        async ct => await hub.Store.ReadAsync((db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM messages", null, read), ct) >= count, $"{count} mails", Patience, Ct);

    private static Dictionary<string, string> Environment(DovecotMailbox server, List<string> users, MailSecrets secrets)
    {
        var environment = new Dictionary<string, string>();
        var password = secrets.Keep(DovecotMailbox.Password);
        foreach (var (user, i) in users.Select((user, i) => (user, i)))
        {
            var channel = string.Create(CultureInfo.InvariantCulture, $"OMNIHUB__Channels__box{i}__");
            environment[channel + "Kind"] = "email";
            environment[channel + "Name"] = user;
            environment[channel + "Queue"] = "support";
            environment[channel + "Address"] = user;
            environment[channel + "Imap__Host"] = "localhost";
            environment[channel + "Imap__Port"] = server.TlsPort.ToString(CultureInfo.InvariantCulture);
            environment[channel + "Imap__CaFile"] = server.CaFile;
            environment[channel + "Imap__User"] = user;
            environment[channel + "Imap__Password"] = password;
        }

        return environment;
    }
}
