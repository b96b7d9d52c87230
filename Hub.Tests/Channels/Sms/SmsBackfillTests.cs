using Hub.Host.Sandboxes.Twilio;
using Hub.Tests.Channels.Twilio;
using Hub.Tests.Time;

namespace Hub.Tests.Channels.Sms;

public sealed class SmsBackfillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task P3_a_hub_that_was_away_for_24_hours_takes_in_everything_in_order_and_once()
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time);
        desk.Sandbox.MostPerPage = 7;
        Assert.Equal(200, await desk.WriteAsync("before"));
        desk.Sandbox.HookUrl = null;
        await desk.Hub.RestartAsync(
            async () =>
            {
                for (var i = 0; i < 48; i++)
                {
                    await desk.WriteAsync($"away {i:00}", $"+4915112345{i % 4:000}");
                    time.Advance(TimeSpan.FromMinutes(30));
                }

                await desk.Sandbox.WriteAsync(
                    new TwilioSandboxMessage
                    {
                        Sid = desk.Sandbox.Store.NewSid("MM"), From = SmsDesk.Customer, To = SmsDesk.Number, Body = "a picture", IsInbound = true, At = time.GetUtcNow(),
                        Media = new Dictionary<string, (string, byte[])> { [desk.Sandbox.Store.NewSid("ME")] = ("image/jpeg", [1, 2, 3]) },
                    },
                    Ct);
                time.Advance(TimeSpan.FromMinutes(1));
            },
            Ct);
        await desk.HoldsAsync(async () => await desk.CountAsync("messages") >= 50, "everything is taken in");
        Assert.Equal(["before", .. Enumerable.Range(0, 48).Select(i => $"away {i:00}"), "a picture"], await desk.BodiesAsync());
        Assert.Equal(1, await desk.CountAsync("attachments"));

        // what Twilio brings after all, and what is looked up again, is known
        desk.Sandbox.HookUrl = desk.HookUrl;
        foreach (var message in desk.Sandbox.Store.All) await desk.CallAsync(desk.Sandbox.FieldsOf(message));
        for (var i = 0; i < 12; i++) time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(50, await desk.CountAsync("messages"));
        Assert.Equal(0, await desk.CountAsync("message_variants"));
        // sent before or not, each is at its own time
        Assert.Equal(48, (await desk.ListAsync<long>("SELECT DISTINCT at FROM messages WHERE body LIKE 'away%'")).Count);
    }

    [Fact]
    public async Task What_a_wrong_signature_kept_out_is_taken_within_five_minutes()
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time);
        await desk.HoldsAsync(() => Task.FromResult(desk.Sandbox.Requests.Count > 0), "it is looked up at the start");
        desk.Sandbox.HookUrl = null;
        await desk.WriteAsync("Hello");
        for (var i = 0; i < 11; i++) time.Advance(TimeSpan.FromSeconds(30));
        await desk.HoldsAsync(async () => await desk.CountAsync("messages") == 1, "it is taken in");
        var schema = TwilioSchema.Load();
        Assert.All(desk.Sandbox.Requests, request => Assert.Empty(schema.Faults(request)));
    }

    [Fact]
    public async Task What_was_discarded_is_not_brought_back()
    {
        var time = new ManualTime();
        await using var desk = await SmsDesk.StartAsync(time);
        desk.Sandbox.HookUrl = null;
        await desk.WriteAsync("Win a prize", "PRIZE");
        await desk.HoldsAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return await desk.CountAsync("quarantine") == 1;
            },
            "it is set aside");
        var id = (await desk.ListAsync<Guid>("SELECT id FROM quarantine"))[0];
        using var deleted = await desk.Hub.Admin.DeleteAsync($"/api/v1/quarantine/{id}", Ct);
        Assert.True(deleted.IsSuccessStatusCode);
        var before = desk.Sandbox.Requests.Count;
        await desk.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return Task.FromResult(desk.Sandbox.Requests.Count > before + 1);
            },
            "it is looked up twice again");
        Assert.Equal(0, await desk.CountAsync("quarantine"));
    }

    [Fact]
    public async Task That_Twilio_lists_nothing_is_an_alarm_until_it_does()
    {
        var time = new ManualTime();
        using var folder = new Servers.TempFolder("tokens");
        await using var desk = await SmsDesk.StartAsync(time, ("AuthToken", TwilioRig.Secret(folder["wrong"], "0000111122223333444455556666aaaa")));
        await desk.HoldsAsync(async () => await desk.CountAsync("alarms WHERE kind = 'channel.refused'") == 1, "an alarm is raised");
        Assert.DoesNotContain(desk.Hub.Log.All, line => line.Contains("0000111122223333", StringComparison.Ordinal));
    }
}
