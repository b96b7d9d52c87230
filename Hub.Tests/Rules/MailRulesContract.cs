using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Acknowledgements;
using Hub.Tests.Channels.Email;
using Hub.Tests.Hosting;

namespace Hub.Tests.Rules;

/// <summary>Rules on mails: what they answer, and to which queue's acknowledgement they lead.</summary>
public abstract class MailRulesContract(MailDesk desk)
{
    private const string Unconsidered =
        "SELECT COUNT(*) FROM journal WHERE seq > COALESCE((SELECT position FROM journal_cursors WHERE name = 'acknowledger'), -1) AND actor = 'rules'";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => desk.Hub.Admin;

    [Fact]
    public async Task A_customer_is_acknowledged_once_by_the_queue_that_a_rule_has_chosen()
    {
        var support = Assert.Single(await Centre.ItemsAsync(Admin, "/queues"), item => item!.Text("key") == "support")!.Text("id");
        var bills = (await Admin.SendJsonAsync("POST", "/api/v1/queues", """{"key":"bills","name":"Bills"}""", Ct).JsonAsync(HttpStatusCode.Created, Ct)).Text("id");
        foreach (var (queue, said) in new[] { (support, "Support has it."), (bills, "Bills has it.") })
            await AcknowledgeAsync(queue, $$"""{"enabled":true,"texts":[{"language":"en","open":"{{said}}","closed":"x"}]}""");
        await RuleAsync("""{"queue":"bills"}""", """{"field":"subject","operator":"contains","values":["invoice"]}""");
        for (var i = 0; i < 5; i++)
            Assert.Equal("Bills has it.", Assert.Single(await desk.AcknowledgementsAsync(await ArriveAsync(desk.Mail() with { Subject = "My invoice" })))!.Text("text"));
        Assert.Equal("Support has it.", Assert.Single(await desk.AcknowledgementsAsync(await ArriveAsync(desk.Mail())))!.Text("text"));
        foreach (var queue in new[] { support, bills }) await AcknowledgeAsync(queue, """{"enabled":false}""");
    }

    [Fact]
    public async Task An_answer_says_that_it_is_automatic_and_goes_to_no_list_and_no_program()
    {
        await RuleAsync("""{"reply":{"text":"We will look at it, number {number}."}}""", """{"field":"subject","operator":"contains","values":["broken"]}""");
        var mail = desk.Mail() with { Subject = "It is broken" };
        var arrived = await ArriveAsync(mail);
        var sent = await desk.TakeAsync(Guid.Parse(Assert.Single(await desk.AcknowledgementsAsync(arrived))!.Text("id")));
        Assert.Contains("\r\nAuto-Submitted: auto-replied\r\n", sent.Text, StringComparison.Ordinal);
        Assert.Contains($"number {(await desk.ConversationAsync(arrived.Conversation))["number"]}.", sent.Read.Text, StringComparison.Ordinal);
        Assert.Equal(mail.From, Assert.Single(sent.Read.To).Address);
        foreach (var field in new[] { "Auto-Submitted: auto-generated", "List-Id: <news.example.org>", "Precedence: bulk", "Auto-Submitted: auto-replied" })
            Assert.Empty(await desk.AcknowledgementsAsync(await ArriveAsync(desk.Mail() with { Subject = "It is broken", Fields = [field] })));
    }

    /// <summary>A mail at which the rules have looked, and then those who acknowledge.</summary>
    private async Task<Arrived> ArriveAsync(CustomerMail mail)
    {
        var arrived = await desk.ArriveAsync(mail);
        await desk.Hub.LookedAsync();
        await Eventually.HoldsAsync(
            async _ => await desk.Hub.Store.ReadAsync((db, read) => db.FirstAsync<long>(Unconsidered, null, read), Ct) == 0, "what the rules let go is considered", TimeSpan.FromSeconds(20), Ct);
        return arrived;
    }

    private Task<JsonNode> AcknowledgeAsync(string queue, string body) =>
        Admin.SendJsonAsync("PUT", $"/api/v1/queues/{queue}/acknowledgement", body, Ct).JsonAsync(HttpStatusCode.OK, Ct);

    private Task<JsonNode> RuleAsync(string actions, string condition) =>
        Admin.SendJsonAsync("POST", "/api/v1/rules", $$"""{"name":"x","enabled":true,"conditions":[{{condition}}],"actions":{{actions}}}""", Ct).JsonAsync(HttpStatusCode.Created, Ct);
}
