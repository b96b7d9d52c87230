using System.Net;
using Hub.Tests.Channels.Email;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Acknowledgements;

/// <summary>Off until somebody wants it, never too many, and never in circles.</summary>
public sealed class AcknowledgementLimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_off_by_default_and_on_no_more_are_sent_than_the_hour_allows()
    {
        await using var desk = await MailDesk.StartAsync(new HubSetup { Environment = new Dictionary<string, string> { ["OMNIHUB__Acknowledgements__MostPerHour"] = "2" } });
        Assert.Empty(await desk.AcknowledgementsAsync(await desk.ArriveAsync(desk.Mail())));

        await EnableAsync(desk.Hub);
        var answered = 0;
        for (var i = 0; i < 4; i++) answered += (await desk.AcknowledgementsAsync(await desk.ArriveAsync(desk.Mail()))).Count;
        Assert.Equal(2, answered);
    }

    [Fact]
    public async Task P28_two_hubs_that_answer_by_themselves_stop_after_one_answer()
    {
        var (portA, portB) = (FreePort.Find(), FreePort.Find());
        await using var a = await HubFixture.StartAsync(Facing("a.test", portA, portB), Ct);
        await using var b = await HubFixture.StartAsync(Facing("b.test", portB, portA), Ct);
        await EnableAsync(a);
        await EnableAsync(b);
        var begun = await b.Admin.SendJsonAsync("POST", "/api/v1/conversations", """{"channel":"mail","to":["support@a.test"],"subject":"Hello","text":"Anybody there?"}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);

        var path = $"/conversations/{begun.Text("id")}/messages";
        await Eventually.HoldsAsync(async _ => (await Centre.ItemsAsync(b.Admin, path)).Count == 2, "the answer has come", TimeSpan.FromSeconds(30), Ct);
        await a.ConsideredAsync();
        await b.ConsideredAsync();
        var answer = (await Centre.ItemsAsync(b.Admin, path))[1]!;
        Assert.Equal(("in", "autoReply"), (answer.Text("direction"), Assert.Single(answer["flags"]!.AsArray())!.GetValue<string>()));
        Assert.Equal(2, (await Centre.ItemsAsync(b.Admin, path)).Count);
        var there = Assert.Single(await Centre.ItemsAsync(a.Admin, "/conversations"))!;
        Assert.Equal(2, (await Centre.ItemsAsync(a.Admin, $"/conversations/{there.Text("id")}/messages")).Count);
        Assert.Single(await Centre.ItemsAsync(b.Admin, "/conversations"));
    }

    private static async Task EnableAsync(HubFixture hub)
    {
        var queue = Assert.Single(await Centre.ItemsAsync(hub.Admin, "/queues"))!;
        await hub.Admin.SendJsonAsync("PUT", $"/api/v1/queues/{queue.Text("id")}/acknowledgement", """{"enabled":true}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    private static HubSetup Facing(string domain, int own, int other) => new()
    {
        Environment = new Dictionary<string, string>
        {
            ["OMNIHUB__MailIn__Port"] = own.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["OMNIHUB__Channels__mail__Address"] = "support@" + domain,
            ["OMNIHUB__Channels__mail__Smtp__Host"] = "127.0.0.1",
            ["OMNIHUB__Channels__mail__Smtp__Port"] = other.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["OMNIHUB__Channels__mail__Smtp__Security"] = "none",
        },
    };
}
