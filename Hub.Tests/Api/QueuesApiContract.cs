using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public abstract class QueuesApiContract(Centre centre)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task Out_of_the_box_there_is_the_queue_support_with_the_first_user_in_it()
    {
        var support = (await Centre.ItemsAsync(Admin, "/queues")).Single(queue => queue!.Text("key") == "support")!;
        var members = await Centre.ItemsAsync(Admin, $"/queues/{support.Text("id")}/members");
        Assert.Equal(["admin"], members.Select(agent => agent!.Text("user")));
    }

    [Fact]
    public async Task A_queue_tells_how_many_wait_and_since_when()
    {
        var place = await centre.WorkPlaceAsync();
        await centre.ArriveAsync(place, "one");
        await centre.ArriveAsync(place, "two");
        var queue = await Admin.GetAsync($"/api/v1/queues/{place.QueueId}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(2, queue["waiting"]!.GetValue<long>());
        Assert.True(queue["longestWaitSince"]!.GetValue<DateTimeOffset>() <= TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task A_key_belongs_to_one_queue_and_has_its_form()
    {
        var key = centre.Unique("key-");
        await CreateAsync(key).JsonAsync(HttpStatusCode.Created, Ct);
        await CreateAsync(key).ProblemAsync(HttpStatusCode.Conflict, Ct);
        foreach (var wrong in new[] { "", "Big", "two words", "-dash", "a/b", new string('k', 61) })
            await CreateAsync(wrong).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Fact]
    public async Task G07_of_two_renames_of_the_same_version_one_wins()
    {
        var place = await centre.WorkPlaceAsync();
        var path = $"/api/v1/queues/{place.QueueId}";
        var now = await Admin.SendJsonAsync("PATCH", path, """{"name":"First"}""", Ct, ("If-Match", "\"1\"")).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("First", now.Text("name"));
        var refused = await Admin.SendJsonAsync("PATCH", path, """{"name":"Second"}""", Ct, ("If-Match", "\"1\""))
            .ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal("First", refused["current"]!.Text("name"));
    }

    [Fact]
    public async Task Membership_decides_what_an_agent_sees()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "hello");
        var agent = await centre.MemberAsync(place);
        await Centre.ConversationAsync(agent.Http, arrived.Conversation);
        using var removed = await Admin.DeleteAsync($"/api/v1/queues/{place.QueueId}/members/{agent.Id}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await agent.Http.GetAsync($"/api/v1/conversations/{arrived.Conversation}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await Admin.DeleteAsync($"/api/v1/queues/{place.QueueId}/members/{agent.Id}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task Only_agents_that_exist_become_members()
    {
        var place = await centre.WorkPlaceAsync();
        await Admin.PutAsync($"/api/v1/queues/{place.QueueId}/members/{Guid.AllBitsSet}", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await Admin.PutAsync($"/api/v1/queues/{Guid.AllBitsSet}/members/{place.QueueId}", null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task G01_an_agent_reads_queues_and_changes_none()
    {
        var agent = await centre.Hub.AgentAsync("agent", Ct);
        Assert.NotEmpty(await Centre.ItemsAsync(agent.Http, "/queues"));
        await agent.Http.SendJsonAsync("POST", "/api/v1/queues", """{"key":"mine","name":"Mine"}""", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    private Task<HttpResponseMessage> CreateAsync(string key) =>
        Admin.SendJsonAsync("POST", "/api/v1/queues", $$"""{"key":{{HttpAssert.Quoted(key)}},"name":"A queue"}""", Ct);
}
