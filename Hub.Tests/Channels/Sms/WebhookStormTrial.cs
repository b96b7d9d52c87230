using System.Net;
using Hub.Host.Sandboxes.Twilio;
using Hub.Tests.Channels.Twilio;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Sms;

/// <summary>Two hosts over one PostgreSQL, and a provider that brings the same to both at once.</summary>
public sealed class WebhookStormTrial
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F07_the_same_webhook_a_thousand_times_on_two_hosts_is_one_message()
    {
        var calls = TrialSize.Pick(small: 1000, full: 10_000);
        await using var database = await SharedPostgres.CreateDatabaseAsync(Ct);
        using var folder = new TempFolder("storm");
        await using var sandbox = await TwilioSandbox.StartAsync(TwilioRig.AccountSid, TwilioRig.AuthToken, TimeProvider.System, Ct);
        var setup = new HubSetup
        {
            Environment = SmsDesk.Settings(
                sandbox, folder, "sms", ("OMNIHUB__Storage__Provider", "postgres"), ("OMNIHUB__Storage__ConnectionString", database.ConnectionString),
                ("OMNIHUB__Http__PublicUrl", "https://hub.example.org"), ("OMNIHUB__Http__RequestsPerSecond", "0")),
        };
        var hubs = await Task.WhenAll(HubFixture.StartAsync(setup, Ct), HubFixture.StartAsync(setup, Ct));
        try
        {
            var message = new TwilioSandboxMessage
            {
                Sid = sandbox.Store.NewSid("SM"), From = SmsDesk.Customer, To = SmsDesk.Number, Body = "STOP", IsInbound = true, At = sandbox.Time.GetUtcNow(),
            };
            var fields = sandbox.FieldsOf(message);
            var signature = sandbox.Sign("https://hub.example.org/hooks/sms", fields);
            using var together = new SemaphoreSlim(100);
            var answers = await Task.WhenAll(Enumerable.Range(0, calls).Select(i => CallAsync(hubs[i % 2], fields, signature, together)));
            Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
            foreach (var (table, count) in ((string, long)[])[("messages", 1), ("contacts", 1), ("conversations", 1), ("suppressions", 1), ("message_variants", 0), ("quarantine", 0)])
                Assert.Equal((table, count), (table, await hubs[0].Store.ReadAsync((db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM " + table, null, read), Ct)));
        }
        finally
        {
            foreach (var hub in hubs) await hub.DisposeAsync();
        }
    }

    private static async Task<HttpStatusCode> CallAsync(HubFixture hub, List<KeyValuePair<string, string>> fields, string signature, SemaphoreSlim together)
    {
        await together.WaitAsync(Ct);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hub.Url + "hooks/sms") { Content = new FormUrlEncodedContent(fields) };
            request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
            using var answer = await hub.Anonymous.SendAsync(request, Ct);
            return answer.StatusCode;
        }
        finally
        {
            together.Release();
        }
    }
}
