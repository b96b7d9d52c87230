using System.Net;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Api;

/// <summary>Arrivals at the same instant, on one host and on two hosts over one database.</summary>
public sealed class ConcurrentArrivalTests
{
    private const string Path = "/api/v1/channels/api/messages";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_first_messages_of_one_contact_make_one_conversation()
    {
        await using var hub = await HubFixture.StartAsync(new HubSetup(), Ct);
        await FirstMessagesMakeOneConversationAsync([hub]);
    }

    [Fact]
    public async Task A_hundred_first_messages_over_two_hosts_make_one_conversation_and_a_repeated_one_is_one()
    {
        await using var database = await SharedPostgres.CreateDatabaseAsync(Ct);
        var setup = new HubSetup
        {
            Environment = new Dictionary<string, string>
            {
                ["OMNIHUB__Storage__Provider"] = "postgres",
                ["OMNIHUB__Storage__ConnectionString"] = database.ConnectionString,
            },
        };
        await using var one = await HubFixture.StartAsync(setup, Ct);
        await using var two = await HubFixture.StartAsync(setup, Ct);
        await FirstMessagesMakeOneConversationAsync([one, two]);
        Assert.Equal(0, await one.Store.ReadAsync(
            (db, read) => db.FirstAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", null, read), Ct));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => PostAsync(
            i % 2 == 0 ? one : two, """{"externalId":"p4","from":{"address":"paul"},"text":"Once"}""")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Single(answers.Select(answer => answer.Message).Distinct());
    }

    private static async Task FirstMessagesMakeOneConversationAsync(HubFixture[] hubs)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => PostAsync(
            hubs[i % hubs.Length], $$$"""{"externalId":"m{{{i}}}","from":{"address":"ann"},"text":"Hello {{{i}}}"}""")));
        Assert.Single(answers.Select(answer => answer.Conversation).Distinct());
        Assert.Equal(100, answers.Select(answer => answer.Message).Distinct().Count());
        Assert.Equal((1, 1, 99), await hubs[0].Store.ReadAsync(
            async (db, read) => (
                await db.FirstAsync<long>("SELECT COUNT(*) FROM conversations", null, read),
                await db.FirstAsync<long>("SELECT COUNT(*) FROM messages WHERE joined_by = 'new'", null, read),
                await db.FirstAsync<long>("SELECT COUNT(*) FROM messages WHERE joined_by = 'sameChannel'", null, read)),
            Ct));
    }

    /// <summary>Posts as a sender does: what the store could not take just then is offered again.</summary>
    private static async Task<(HttpStatusCode Status, string Message, string Conversation)> PostAsync(HubFixture hub, string body)
    {
        while (true)
        {
            var answer = await hub.Admin.SendJsonAsync("POST", Path, body, Ct);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) continue;
            var view = await Task.FromResult(answer).JsonAsync(answer.StatusCode, Ct);
            Assert.True(view["conversationId"] is not null, $"{(int)answer.StatusCode} {view.ToJsonString()}");
            return (answer.StatusCode, view.Text("messageId"), view.Text("conversationId"));
        }
    }
}
