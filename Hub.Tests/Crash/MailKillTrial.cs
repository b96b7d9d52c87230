using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Tests.Channels.Mail.Smtp.Sending;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Crash;

/// <summary>
/// The host is killed (SIGKILL) at random instants while mail comes in by SMTP and answers go out through a mail server. A mail that got its
/// 250 is there exactly once; the mail server is given no answer twice; an answer that it was not given is visibly of unknown outcome.
/// </summary>
public sealed class MailKillTrial
{
    private const string Address = "support@localhost";
    private const int Senders = 6;
    private const int MailsOfThread = 3;

    // a host that has just started has no answer to send yet
    private const int LongestLife = 3000;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_random_instants_the_hub_keeps_what_it_took_and_sends_no_mail_twice()
    {
        var kills = TrialSize.Pick(small: 5, full: 100);
        var chance = TrialSeed.NewRandom();
        // long enough that kills fall between the end of a mail and its reply
        await using var server = new ScriptedSmtp { Thinks = TimeSpan.FromMilliseconds(20) };
        var port = FreePort.Find();
        await using var hub = await HubCluster.StartAsync(hosts: 1, Environment(port, server), Stop);
        var taken = new ConcurrentDictionary<string, int>();
        var answers = new ConcurrentDictionary<string, string>();

        using (var done = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            var traffic = Enumerable.Range(0, Senders).Select(sender => SendAsync(port, sender, taken, done.Token)).Append(AnswerAsync(hub, answers, done.Token)).ToList();
            await hub.KillAtRandomAsync(kills, LongestLife, chance, Stop);
            await done.CancelAsync();
            await Task.WhenAll(traffic);
        }

        var outcome = await TrialOutcome.ReadAsync(hub, Stop);
        Assert.All(taken.Keys, outcome.AssertKept);
        Assert.All(answers, answer =>
        {
            Assert.True(outcome.Messages.ContainsKey(answer.Value), $"The acknowledged {answer.Key} is lost.");
            outcome.AssertKept(answer.Key);
        });
        outcome.AssertSent("messageId", [.. server.Mails.Select(MessageOf)]);
        Assert.Equal(answers.Count, outcome.Deliveries.Count);
        Assert.NotEmpty(answers);
        var unknown = outcome.Deliveries.Count(delivery => (string)delivery["state"]! == "unknown");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills, {taken.Count} mails acknowledged, {taken.Values.Count(offers => offers > 1)} of them offered again, {answers.Count} answers, {server.Mails.Count} sent, {unknown} unknown");
    }

    /// <summary>A customer who writes, each third time about something new.</summary>
    private static async Task SendAsync(int port, int sender, ConcurrentDictionary<string, int> taken, CancellationToken done)
    {
        var mailer = new RepeatingMailer(port);
        for (var i = 0; !done.IsCancellationRequested; i++)
        {
            var from = string.Create(CultureInfo.InvariantCulture, $"customer-{sender}@example.org");
            var text = string.Create(CultureInfo.InvariantCulture, $"mail {i} of sender {sender}.");
            var thread = i % MailsOfThread == 0 ? "" : $"References: <{Id(sender, i - (i % MailsOfThread))}>\r\n";
            var mail = $"Message-ID: <{Id(sender, i)}>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0800\r\nFrom: {from}\r\nTo: {Address}\r\nSubject: s\r\n{thread}\r\n{text}\r\n";
            Assert.True(taken.TryAdd(text, await mailer.DeliverAsync(from, Address, mail, Stop)));
        }
    }

    /// <summary>An agent who answers whoever waits.</summary>
    private static async Task AnswerAsync(HubCluster hub, ConcurrentDictionary<string, string> answers, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            var waiting = await hub.RepeatAsync(HttpMethod.Get, "/api/v1/conversations?view=waiting&limit=20", null, null, Stop);
            foreach (var conversation in waiting["items"]!.AsArray())
            {
                if (done.IsCancellationRequested) return;
                var text = "answer to " + ((string)conversation!["preview"]!).Trim();
                if (answers.ContainsKey(text)) continue;
                var written = await hub.RepeatAsync(
                    HttpMethod.Post, $"/api/v1/conversations/{conversation["id"]}/messages", new JsonObject { ["text"] = text }, text, Stop);
                answers[text] = (string)written["id"]!;
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, Stop);
        }
    }

    private static string Id(int sender, int number) => string.Create(CultureInfo.InvariantCulture, $"s{sender}n{number}@example.org");

    /// <summary>The message whose id our Message-ID bears.</summary>
    private static string MessageOf(string mail)
    {
        var id = MailReader.Read(Encoding.UTF8.GetBytes(mail)).MessageId!;
        return Guid.ParseExact(id[(id.IndexOf('.') + 1)..id.IndexOf('@')], "N").ToString();
    }

    private static Dictionary<string, string> Environment(int port, ScriptedSmtp server) => new()
    {
        ["OMNIHUB__MailIn__Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["OMNIHUB__Channels__mail__Smtp__Host"] = "127.0.0.1",
        ["OMNIHUB__Channels__mail__Smtp__Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
        ["OMNIHUB__Channels__mail__Smtp__Security"] = "none",
        ["OMNIHUB__Channels__mail__MaxPerSecond"] = "1000",
    };
}
