using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Tests.Channels.Email.Receiving;
using Hub.Tests.Crash;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Email;

/// <summary>
/// The whole way of a correspondence: a customer's question by Dovecot to the hub, the answer by Postfix into the customer's mailbox, the customer's
/// thanks by Postfix and Dovecot to the hub again, while both lines of the hub are cut at random. Nothing that came in is lost or doubled, no
/// answer is in the customer's mailbox twice, and one that is not there is visibly so.
/// </summary>
public sealed partial class RoundTripTrial : IAsyncDisposable
{
    private const string Customer = "customer@example.test";
    private const int MostOpen = 20;

    private const string Arrivals = "SELECT m.conversation_id AS conversation, m.from_address AS \"from\", m.body AS words FROM messages m WHERE m.direction = 'in'";
    private const string Unanswered = Arrivals + " AND NOT EXISTS (SELECT 1 FROM messages o WHERE o.conversation_id = m.conversation_id AND o.direction = 'out')";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TrialSize.Pick(small: TimeSpan.FromMinutes(2), full: TimeSpan.FromMinutes(20));

    private readonly MailSecrets _secrets = new();
    private readonly ConcurrentBag<CutLine> _cutLines = [];
    private readonly HashSet<string> _thanked = [];
    private int _asked;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _secrets.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Cut_at_random_the_lines_of_a_correspondence_lose_nothing_and_double_nothing()
    {
        var cuts = TrialSize.Pick(small: 5, full: 200);
        var chance = TrialSeed.NewRandom();
        await using var dovecot = await DovecotMailbox.StartAsync(Ct, users: [Customer]);
        await using var postfix = await PostfixServer.StartAsync(null, new Dictionary<string, int>(), await dovecot.PostfixSettingsAsync(Ct), Ct);
        await using var fetching = new LineCutter(dovecot.TlsPort, cuts, Bytes(new Random(chance.Next()), 6_000, 60_000));
        await using var sending = new LineCutter(postfix.Port, cuts, Bytes(new Random(chance.Next()), 3_000, 20_000), _cutLines.Add);
        await using var hub = await HubFixture.StartAsync(new HubSetup { Environment = Environment(dovecot, fetching.Port, sending.Port) }, Ct);
        var mailer = new RepeatingMailer(postfix.Port);

        await Eventually.HoldsAsync(
            async ct =>
            {
                // who gets no answer, because it is in doubt and did not arrive, thanks for none
                var inDoubt = (await DeliveriesAsync(hub)).Count(delivery => delivery.State == "unknown");
                while (_asked - _thanked.Count < MostOpen + inDoubt) dovecot.Drop(Mail($"q{_asked}", $"customer+{_asked}@example.test", DovecotMailbox.User, $"question {_asked++}", ""));
                await TurnAsync(hub, dovecot, mailer, ct);
                return fetching.Cuts >= cuts && sending.Cuts >= cuts;
            },
            $"{cuts} cuts of each line", Patience * 3, Ct);
        await Eventually.HoldsAsync(
            async ct =>
            {
                await TurnAsync(hub, dovecot, mailer, ct);
                var sent = await DeliveriesAsync(hub);
                return sent.Count == _asked && sent.TrueForAll(delivery => delivery.State is not ("planned" or "attempting"))
                    && (await TextsAsync(hub)).Count >= _asked + _thanked.Count;
            },
            "everything has arrived", Patience, Ct);

        await AssertInboundAsync(hub);
        var unknown = await AssertOutboundAsync(hub, dovecot);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fetching.Cuts} cuts while fetching, {sending.Cuts} while sending, {_asked} questions, {_thanked.Count} answers reached the customer, {unknown} unknown");
    }

    /// <summary>The agent answers who waits, and the customer thanks for each answer.</summary>
    private async Task TurnAsync(HubFixture hub, DovecotMailbox dovecot, RepeatingMailer mailer, CancellationToken ct)
    {
        foreach (var question in await hub.Store.ReadAsync((db, read) => db.ListAsync<Arrival>(Unanswered, null, read), ct))
        {
            var answer = new JsonObject { ["text"] = "answer to " + question.Words };
            using var written = await hub.Admin.SendJsonAsync("POST", $"/api/v1/conversations/{question.Conversation}/messages", answer.ToJsonString(), ct);
            written.EnsureSuccessStatusCode();
        }

        foreach (var answer in await AnswersAsync(dovecot))
        {
            if (!_thanked.Add(answer.MessageId!)) continue;
            var (from, keyed) = (answer.To[0].Address, answer.ReplyTo[0].Address);
            var thanks = Mail("t-" + answer.MessageId, from, keyed, "thanks " + from, $"In-Reply-To: <{answer.MessageId}>\r\nReferences: <{answer.MessageId}>\r\n");
            await mailer.DeliverAsync(from, keyed, thanks, ct);
        }

        await Task.Delay(BetweenLooks, TimeProvider.System, ct);
    }

    private async Task AssertInboundAsync(HubFixture hub)
    {
        var texts = await TextsAsync(hub);
        var wanted = Enumerable.Range(0, _asked).Select(number => $"question {number}").ToList();
        Assert.Equal(wanted.Order(), texts.Where(text => text.Words.StartsWith("question", StringComparison.Ordinal)).Select(text => text.Words).Order());
        Assert.Equal(_thanked.Count, texts.Count - _asked);
        var conversations = texts.Where(text => text.Words.StartsWith("question", StringComparison.Ordinal)).ToDictionary(text => text.From, text => text.Conversation);
        Assert.All(texts, text => Assert.Equal(conversations[text.From], text.Conversation));
        Assert.Equal(texts.Count, texts.DistinctBy(text => (text.From, text.Words)).Count());
    }

    private async Task<int> AssertOutboundAsync(HubFixture hub, DovecotMailbox dovecot)
    {
        var there = (await AnswersAsync(dovecot)).Select(answer => answer.MessageId!).ToList();
        Assert.Equal(there.Count, there.Distinct().Count());
        var inDoubt = _cutLines.Select(InDoubt).OfType<string>().ToHashSet();
        var sent = await DeliveriesAsync(hub);
        foreach (var delivery in sent)
        {
            var id = there.Find(id => id.Contains(delivery.Message.ToString("N"), StringComparison.Ordinal));
            if (id is null) Assert.Contains(delivery.State, (string[])["failed", "unknown"]);
            if (delivery.State == "unknown") Assert.Contains(inDoubt, doubted => doubted.Contains(delivery.Message.ToString("N"), StringComparison.Ordinal));
            else Assert.True((delivery.State is "accepted" or "delivered") == (id is not null), $"{id} is {delivery.State}.");
        }

        return sent.Count(delivery => delivery.State == "unknown");
    }

    /// <summary>The Message-ID of the mail whose end was said and whose reply was not heard when the line was cut; null for none.</summary>
    private static string? InDoubt(CutLine line)
    {
        var mails = MessageIds().Matches(line.Said);
        var (ended, taken) = (Ends().Count(line.Said), Taken().Count(line.Heard));
        return ended > taken ? mails[ended - 1].Groups[1].Value : null;
    }

    private static async Task<List<ReceivedMail>> AnswersAsync(DovecotMailbox dovecot) => [.. (await dovecot.ContentsAsync(Customer, Ct)).Select(mail => MailReader.Read(mail))];

    private static Task<List<Arrival>> TextsAsync(HubFixture hub) => hub.Store.ReadAsync((db, read) => db.ListAsync<Arrival>(Arrivals, null, read), Ct);

    private static Task<List<Sent>> DeliveriesAsync(HubFixture hub) =>
        hub.Store.ReadAsync((db, read) => db.ListAsync<Sent>("SELECT message_id AS message, state FROM deliveries", null, read), Ct);

    private static string Mail(string id, string from, string to, string words, string more) =>
        $"Message-ID: <{id}>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0800\r\nFrom: {from}\r\nTo: {to}\r\nSubject: about it\r\n{more}\r\n{words}\r\n";

    /// <summary>Some lines are cut while they greet, the others on their way.</summary>
    private static Func<int> Bytes(Random chance, int greeting, int most) => () => chance.Next(4) == 0 ? chance.Next(greeting) : chance.Next(greeting, most);

    private Dictionary<string, string> Environment(DovecotMailbox dovecot, int fetching, int sending) => new()
    {
        ["OMNIHUB__Channels__mail__Address"] = DovecotMailbox.User,
        ["OMNIHUB__Channels__mail__MaxPerSecond"] = "1000",
        ["OMNIHUB__Channels__mail__Imap__Host"] = "localhost",
        ["OMNIHUB__Channels__mail__Imap__Port"] = fetching.ToString(CultureInfo.InvariantCulture),
        ["OMNIHUB__Channels__mail__Imap__CaFile"] = dovecot.CaFile,
        ["OMNIHUB__Channels__mail__Imap__User"] = DovecotMailbox.User,
        ["OMNIHUB__Channels__mail__Imap__Password"] = _secrets.Keep(DovecotMailbox.Password),
        ["OMNIHUB__Channels__mail__Imap__PollSeconds"] = "5",
        ["OMNIHUB__Channels__mail__Smtp__Host"] = "127.0.0.1",
        ["OMNIHUB__Channels__mail__Smtp__Port"] = sending.ToString(CultureInfo.InvariantCulture),
        ["OMNIHUB__Channels__mail__Smtp__Security"] = "none",
    };

    [GeneratedRegex("^Message-ID: <([^>]+)>\r$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageIds();

    [GeneratedRegex("\r\n\\.\r\n")]
    private static partial Regex Ends();

    [GeneratedRegex("^250 2\\.0\\.0 Ok: queued.*\r$", RegexOptions.Multiline)]
    private static partial Regex Taken();

    private sealed class Arrival
    {
        public Guid Conversation { get; init; }

        public required string From { get; init; }

        public required string Words { get; init => field = value.Trim(); }
    }

    private sealed class Sent
    {
        public Guid Message { get; init; }

        public required string State { get; init; }
    }
}
