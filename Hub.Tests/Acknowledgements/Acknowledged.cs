using System.Text.Json.Nodes;
using Hub.Tests.Channels.Email;
using Hub.Tests.Hosting;

namespace Hub.Tests.Acknowledgements;

/// <summary>Looks at what was answered once everything that has arrived was considered.</summary>
internal static class Acknowledged
{
    private const string Behind =
        "SELECT COUNT(*) FROM journal WHERE seq > COALESCE((SELECT position FROM journal_cursors WHERE name = 'acknowledger'), -1) AND kind = 'message.received'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<JsonArray> AcknowledgementsAsync(this MailDesk desk, Arrived arrived)
    {
        await desk.Hub.ConsideredAsync();
        return new JsonArray([.. (await desk.MessagesAsync(arrived.Conversation)).Where(message => message!.Text("direction") == "out").Select(message => message!.DeepClone())]);
    }

    public static Task ConsideredAsync(this HubFixture hub) => Eventually.HoldsAsync(
        async _ => await hub.Store.ReadAsync((db, read) => db.FirstAsync<long>(Behind, null, read), Ct) == 0,
        "the acknowledger has seen every message", TimeSpan.FromSeconds(20), Ct);
}
