using System.Globalization;
using System.Net;
using Hub.Host.Bench.Ingest;
using Hub.Host.Sandboxes.Twilio;
using Npgsql;

namespace Hub.Host.Bench.Twilio;

/// <summary>
/// <c>bench webhook</c>: signed webhooks of Twilio's a second that come by HTTP and are answered after their commit, through the whole hub; then
/// how long each takes at 1,000 a second. Five messages to a conversation. The sender shares the processors with the hub.
/// </summary>
internal static class WebhookScenario
{
    private const int WarmUp = 10_000;
    private const int PerConversation = 5;
    private const int SteadyRate = 1_000;
    private const int SteadySeconds = 15;
    private const string Text = "Where is my order? It was to come on Monday, and the parcel page says nothing. 谢谢";

    public static async Task RunAsync(BenchContext bench, CancellationToken ct)
    {
        var postgres = bench.Text(BenchOptions.Store);
        var producers = bench.Number(BenchOptions.Producers, 64);
        var measured = bench.Number(BenchOptions.Messages, 40_000);
        await using var twilio = await BenchTwilio.StartAsync(postgres, ct);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = producers, UseProxy = false, UseCookies = false });

        await SendAsync(twilio, client, (0, WarmUp), producers, ct);
        await IngestScenario.CatchUpAsync(twilio.Hub, bench, ct);
        var limit = postgres is null
            ? await SqliteLimit.MeasureAsync(0, measured, producers, Text, ct)
            : await PostgresLimit.MeasureAsync(new NpgsqlConnectionStringBuilder(postgres), measured, producers, Text, ct);
        var steady = await SteadyAsync(twilio, client, WarmUp, producers, ct);
        bench.Report(steady with { At = "at 1,000 a second" });
        await IngestScenario.CatchUpAsync(twilio.Hub, bench, ct);
        var most = await SendAsync(twilio, client, (WarmUp + (SteadyRate * SteadySeconds), measured), producers, ct);
        bench.Report(most with { At = "as fast as they go", Limit = limit });
    }

    private static Task<BenchResult> SendAsync(BenchTwilio twilio, HttpClient client, (int First, int Count) range, int producers, CancellationToken ct)
    {
        var posts = Posts(twilio, range, producers);
        return new Measurement(range.Count).RunAsync("webhook", producers, number => PostAsync(client, posts[number], ct));
    }

    private static async Task<BenchResult> SteadyAsync(BenchTwilio twilio, HttpClient client, int first, int producers, CancellationToken ct)
    {
        var posts = Posts(twilio, (first, SteadyRate * SteadySeconds), producers);
        using var gate = new SemaphoreSlim(0);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var took = new double[posts.Length];
        var sending = new Measurement(posts.Length).RunAsync("webhook", producers, async number =>
        {
            await gate.WaitAsync(ct);
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            await PostAsync(client, posts[number], ct);
            took[number] = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        for (var i = 0; i < SteadySeconds * 100; i++)
        {
            gate.Release(SteadyRate / 100);
            await tick.WaitForNextTickAsync(ct);
        }

        var result = await sending;
        Array.Sort(took);
        return result with { P50Ms = Latencies.PercentileOf(took, 0.50), P99Ms = Latencies.PercentileOf(took, 0.99) };
    }

    /// <summary>Made and signed beforehand: that is the provider's work.</summary>
    private static (string Url, byte[] Body, string Signature)[] Posts(BenchTwilio twilio, (int First, int Count) range, int producers)
    {
        var url = new Uri(twilio.Hub.Url, $"/hooks/{BenchTwilio.Channel}").AbsoluteUri;
        return [.. Enumerable.Range(range.First, range.Count).AsParallel().AsOrdered().Select(number =>
        {
            var customer = (number / (producers * PerConversation) * producers) + (number % producers);
            var fields = twilio.Sandbox.FieldsOf(new TwilioSandboxMessage
            {
                Sid = "SM" + number.ToString("x32", CultureInfo.InvariantCulture), From = string.Create(CultureInfo.InvariantCulture, $"+49151{customer:00000000}"),
                To = BenchTwilio.Number, Body = $"{number}: {Text}", IsInbound = true, At = DateTimeOffset.UnixEpoch,
            });
            var body = string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(field.Value)}"));
            return (url, System.Text.Encoding.ASCII.GetBytes(body), twilio.Sandbox.Sign(url, fields));
        })];
    }

    private static async Task PostAsync(HttpClient client, (string Url, byte[] Body, string Signature) post, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, post.Url) { Content = new ByteArrayContent(post.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", post.Signature);
        using var answer = await client.SendAsync(request, ct);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"A webhook was answered {(int)answer.StatusCode}.");
    }
}
