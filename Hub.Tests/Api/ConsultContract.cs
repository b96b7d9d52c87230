using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Events;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>Asking a colleague for advice.</summary>
public abstract class ConsultContract(Centre centre)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_colleague_of_another_queue_is_asked_sees_it_answers_and_sees_it_no_more()
    {
        var (asker, expert, arrived) = await HadAsync();
        await expert.Http.GetAsync($"/api/v1/conversations/{arrived.Conversation}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        var asked = await AskAsync(asker, arrived, expert).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((expert.Id.ToString(), asker.Id.ToString()), (asked.Text("consulted"), asked["assignee"]!.Text("id")));
        Assert.Equal([arrived.Conversation], await Centre.IdsAsync(expert.Http, "/conversations?view=consulted"));
        Assert.EndsWith("May she defer twice?", (await NotesAsync(expert, arrived)).Single()!.Text("text"), StringComparison.Ordinal);

        var answered = await ConsultAsync(expert, arrived, "POST", "/answer", """{"text":"Once a year."}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Null(answered["consulted"]);
        Assert.Equal("Once a year.", (await NotesAsync(asker, arrived)).Last()!.Text("text"));
        await expert.Http.GetAsync($"/api/v1/conversations/{arrived.Conversation}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Assert.Empty(await Centre.IdsAsync(expert.Http, "/conversations?view=consulted"));
        await asker.HasAsync(arrived);
    }

    [Fact]
    public async Task Who_is_asked_is_told_of_the_question_and_of_its_end_and_of_nothing_else()
    {
        var (asker, expert, arrived) = await HadAsync();
        using var events = await EventClient.OpenAsync(expert.Http, null, Ct);
        await AskAsync(asker, arrived, expert).JsonAsync(HttpStatusCode.OK, Ct);
        await ConsultAsync(asker, arrived, "DELETE", "", null).JsonAsync(HttpStatusCode.OK, Ct);
        var heard = new List<string>();
        while (heard is not [.., "consult.ended"])
            if ((await events.NextAsync(Ct))! is var told && told["conversationId"]?.GetValue<string>() == arrived.Conversation.ToString())
                heard.Add(told.Text("kind"));
        Assert.Equal(["consult.asked", "consult.ended"], heard);
    }

    [Fact]
    public async Task One_is_asked_at_a_time_not_who_has_it_and_not_about_what_is_done()
    {
        var (asker, expert, arrived) = await HadAsync();
        await AskAsync(asker, arrived, asker).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await ConsultAsync(asker, arrived, "POST", "/answer", """{"text":"Nobody asked."}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await ConsultAsync(asker, arrived, "POST", "", """{"agent":"00000000-0000-0000-0000-000000000001","question":"?"}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await ConsultAsync(asker, arrived, "POST", "", $$"""{"agent":"{{expert.Id}}","question":" "}""").ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Empty(await NotesAsync(asker, arrived));

        await AskAsync(asker, arrived, expert).JsonAsync(HttpStatusCode.OK, Ct);
        var other = await centre.Hub.AgentAsync("agent", Ct);
        await AskAsync(asker, arrived, other).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        var resolved = await asker.Http.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", """{"status":"resolved"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Null(resolved["consulted"]);
        await AskAsync(asker, arrived, other).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.Single(await NotesAsync(asker, arrived));
    }

    private async Task<(AgentClient Asker, AgentClient Expert, Arrived Arrived)> HadAsync()
    {
        var place = await centre.WorkPlaceAsync();
        var asker = await centre.MemberAsync(place);
        await asker.AvailableAsync();
        var expert = await centre.MemberAsync(await centre.WorkPlaceAsync());
        var arrived = await centre.ArriveAsync(place, "Can I defer again?");
        await asker.HasAsync(arrived);
        return (asker, expert, arrived);
    }

    private static Task<HttpResponseMessage> AskAsync(AgentClient asker, Arrived arrived, AgentClient asked) =>
        ConsultAsync(asker, arrived, "POST", "", $$"""{"agent":"{{asked.Id}}","question":"May she defer twice?"}""");

    private static Task<HttpResponseMessage> ConsultAsync(AgentClient agent, Arrived arrived, string method, string path, string? body) =>
        agent.Http.SendJsonAsync(method, $"/api/v1/conversations/{arrived.Conversation}/consult{path}", body, Ct);

    private static async Task<List<JsonNode?>> NotesAsync(AgentClient agent, Arrived arrived) =>
        [.. (await Centre.ItemsAsync(agent.Http, $"/conversations/{arrived.Conversation}/messages")).Where(message => message!.Text("direction") == "note")];
}
