using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

/// <summary>The canned answers, on either engine; and the desk's pages on both, because its counts and lists are statements of their own.</summary>
public abstract class CannedApiContract(Centre centre)
{
    private const string Path = "/api/v1/canned";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task Canned_answers_are_added_listed_by_name_and_deleted()
    {
        var second = await AddAsync("b-second").JsonAsync(HttpStatusCode.Created, Ct);
        await AddAsync("a-first").JsonAsync(HttpStatusCode.Created, Ct);
        await AddAsync("a-first").ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.Equal(["a-first", "b-second"], (await Centre.ItemsAsync(Admin, "/canned")).Select(item => item!.Text("name")));
        using var deleted = await Admin.DeleteAsync($"{Path}/{second.Text("id")}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Admin.DeleteAsync($"{Path}/{second.Text("id")}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Assert.Single(await Centre.ItemsAsync(Admin, "/canned"));
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("two\\nlines", "text")]
    [InlineData("name", " ")]
    public async Task A_canned_answer_without_a_name_or_a_text_is_refused(string name, string text) =>
        await Admin.SendJsonAsync("POST", Path, $$"""{"name":"{{name}}","text":"{{text}}"}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task Agents_read_them_and_supervisors_write_them()
    {
        var agent = await centre.Hub.AgentAsync("agent", Ct);
        await Centre.ItemsAsync(agent.Http, "/canned");
        await agent.Http.SendJsonAsync("POST", Path, """{"name":"mine","text":"x"}""", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
    }

    [Theory]
    [InlineData("/desk?view=mine")]
    [InlineData("/desk?view=unassigned")]
    [InlineData("/desk?view=waiting")]
    [InlineData("/desk?view=all&status=any&rows=200")]
    [InlineData("/desk/parts/nav?view=all")]
    [InlineData("/desk/deliveries?state=failed")]
    [InlineData("/desk/quarantine")]
    public async Task Every_list_of_the_desk_is_there(string path)
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "hello");
        Assert.Contains("</nav>", await Admin.GetStringAsync(path, Ct), StringComparison.Ordinal);
        Assert.Contains("hello", await Admin.GetStringAsync($"/desk/conversations/{arrived.Conversation}", Ct), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AddAsync(string name) =>
        Admin.SendJsonAsync("POST", Path, $$"""{"name":"{{name}}","text":"The text."}""", Ct);
}
