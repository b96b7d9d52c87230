using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Tests.Channels.Mail;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Channels.Email;

/// <summary>What a mail server sees of notices to many: one recipient a mail, and so many at a time to one domain.</summary>
public sealed class DomainLimitTests
{
    private const int Limit = 2;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task So_many_mails_at_once_go_to_a_domain_and_the_others_do_not_wait_for_it()
    {
        await using var server = new CountingSmtp();
        await using var hub = await HubFixture.StartAsync(SetupOf(server), Ct);
        var machine = await hub.KeyAsync("integration", Ct);
        for (var i = 0; i < 12; i++) await SendAsync(machine, $"a{i}@big.example");
        for (var i = 0; i < 3; i++) await SendAsync(machine, $"b{i}@small.example");
        await Eventually.HoldsAsync(() => server.InFlight("big.example") == Limit && server.InFlight("small.example") == Limit, "both are at their limit", Soon, Ct);
        server.Open();
        await Eventually.HoldsAsync(() => server.Recipients.Count == 15, "all are sent", Soon, Ct);
        Assert.Equal((Limit, Limit), (server.MostTo("big.example"), server.MostTo("small.example")));
    }

    [Fact]
    public async Task A_notice_to_several_is_a_transaction_for_each_and_a_persons_answer_one_for_all()
    {
        await using var server = new CountingSmtp();
        server.Open();
        await using var hub = await HubFixture.StartAsync(SetupOf(server), Ct);
        await SendAsync(await hub.KeyAsync("integration", Ct), "a@big.example", "b@big.example", "c@small.example");
        await Eventually.HoldsAsync(() => server.Recipients.Count == 3, "the notice is sent", Soon, Ct);
        Assert.Equal(["a@big.example", "b@big.example", "c@small.example"], server.Recipients.Order());
        await SendAsync(hub.Admin, "d@big.example", "e@small.example");
        await Eventually.HoldsAsync(() => server.Recipients.Count == 4, "the answer is sent", Soon, Ct);
        Assert.Contains("d@big.example e@small.example", server.Recipients);
    }

    private static HubSetup SetupOf(CountingSmtp server) => new()
    {
        Environment = new Dictionary<string, string>
        {
            ["OMNIHUB__Channels__mail__MaxPerSecond"] = "1000",
            ["OMNIHUB__Channels__mail__Smtp__Host"] = "127.0.0.1",
            ["OMNIHUB__Channels__mail__Smtp__Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["OMNIHUB__Channels__mail__Smtp__Security"] = "none",
            ["OMNIHUB__Channels__mail__Smtp__MaxConnections"] = "8",
            ["OMNIHUB__Channels__mail__Smtp__MaxPerDomain"] = Limit.ToString(CultureInfo.InvariantCulture),
        },
    };

    private static async Task SendAsync(HttpClient by, params string[] to)
    {
        var body = new JsonObject { ["channel"] = "mail", ["to"] = new JsonArray([.. to.Select(address => (JsonNode)address)]), ["subject"] = "s", ["text"] = "hello" };
        await by.SendJsonAsync("POST", "/api/v1/conversations", body.ToJsonString(), Ct).JsonAsync(HttpStatusCode.Created, Ct);
    }

    /// <summary>A mail server that holds every mail at its end until it is opened, and counts what is under way to each domain.</summary>
    private sealed class CountingSmtp : LoopbackServer
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentQueue<string> _recipients = new();
        private readonly Dictionary<string, (int Now, int Most)> _domains = [];

        /// <summary>Of each mail taken its recipients, with a space between.</summary>
        public IReadOnlyList<string> Recipients => [.. _recipients];

        public void Open() => _open.TrySetResult();

        public int InFlight(string domain)
        {
            lock (_domains) return _domains.GetValueOrDefault(domain).Now;
        }

        public int MostTo(string domain)
        {
            lock (_domains) return _domains.GetValueOrDefault(domain).Most;
        }

        protected override async Task ServeAsync(TcpClient client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // the client went away, or the test is over
            }
        }

        private async Task TalkAsync(NetworkStream stream)
        {
            var lines = new ScriptedLines(stream);
            var recipients = new List<string>();
            await SayAsync(stream, "220 counting");
            while (await lines.NextAsync(Stop) is { } command)
            {
                if (command.StartsWith("RCPT TO:<", StringComparison.Ordinal)) recipients.Add(command["RCPT TO:<".Length..command.IndexOf('>')]);
                await SayAsync(stream, command == "DATA" ? "354 go on" : "250 Ok");
                if (command == "QUIT") return;
                if (command != "DATA") continue;
                Count(recipients, 1);
                while (await lines.NextAsync(Stop) is { } line && line != ".") Stop.ThrowIfCancellationRequested();
                await _open.Task.WaitAsync(Stop);
                Count(recipients, -1);
                _recipients.Enqueue(string.Join(' ', recipients));
                recipients.Clear();
                await SayAsync(stream, "250 Ok");
            }
        }

        private void Count(List<string> recipients, int by)
        {
            lock (_domains)
                foreach (var domain in recipients.Select(recipient => recipient.Split('@')[1]).Distinct())
                {
                    var (now, most) = _domains.GetValueOrDefault(domain);
                    _domains[domain] = (now + by, Math.Max(most, now + by));
                }
        }

        private Task SayAsync(NetworkStream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), Stop).AsTask();
    }
}
