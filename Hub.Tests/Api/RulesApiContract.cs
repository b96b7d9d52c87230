using System.Net;
using System.Text.Json.Nodes;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public abstract class RulesApiContract(Centre centre)
{
    private const string Path = "/api/v1/rules";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_rule_is_added_off_read_changed_and_deleted()
    {
        var made = await CreateAsync("""{"name":"Bills","conditions":[{"field":"from","operator":"like","values":["*@billing.example"]}],"actions":{"addTags":["bill"]}}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(("Bills", "created", false, 1), (made.Text("name"), made.Text("when"), made["enabled"]!.GetValue<bool>(), made["version"]!.GetValue<int>()));
        Assert.StartsWith("agent:", made.Text("createdBy"), StringComparison.Ordinal);
        using var read = await Admin.GetAsync(PathOf(made), Ct);
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);
        var changed = await ChangeAsync(made, """{"enabled":true,"actions":{"priority":5}}""", 1).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((true, 5, 2), (changed["enabled"]!.GetValue<bool>(), changed["actions"]!["priority"]!.GetValue<int>(), changed["version"]!.GetValue<int>()));
        Assert.Equal("*@billing.example", changed["conditions"]![0]!["values"]![0]!.GetValue<string>());
        Assert.Null(changed["actions"]!["addTags"]);
        var stale = await ChangeAsync(made, """{"name":"Late"}""", 1).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal("Bills", stale["current"]!.Text("name"));
        await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct, ("If-Match", "\"1\"")).ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        using var deleted = await Admin.SendJsonAsync("DELETE", PathOf(made), null, Ct, ("If-Match", "\"2\""));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Admin.GetAsync(PathOf(made), Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task Rules_stand_in_the_order_in_which_people_put_them()
    {
        var made = new List<JsonNode>();
        foreach (var name in new[] { "a", "b", "c" }) made.Add(await CreateAsync($$"""{"name":"{{name}}","actions":{"stop":true} }""").JsonAsync(HttpStatusCode.Created, Ct));
        Assert.Equal("abc", await OrderAsync(made));
        await ChangeAsync(made[2], $$"""{"place":{{made[0]["place"]}}}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("cab", await OrderAsync(made));
        var last = await ChangeAsync(made[2], """{"place":199}""").JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("abc", await OrderAsync(made));
        Assert.Equal(1, last["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_a_rule_names_by_id_is_told_by_its_key()
    {
        var place = await centre.WorkPlaceAsync();
        var made = await CreateAsync($$"""{"name":"x","conditions":[{"field":"queue","operator":"is","values":["{{place.QueueId}}"]}],"actions":{"queue":"{{place.QueueId}}"} }""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal((place.Key, place.Key), (made["conditions"]![0]!["values"]![0]!.GetValue<string>(), made["actions"]!.Text("queue")));
    }

    [Theory]
    [InlineData("""{"name":"","actions":{"stop":true}}""", "name")]
    [InlineData("""{"name":"x","when":"never","actions":{"stop":true}}""", "when")]
    [InlineData("""{"name":"x","actions":{}}""", "actions")]
    [InlineData("""{"name":"x","actions":{"queue":"nowhere"}}""", "actions.queue")]
    [InlineData("""{"name":"x","actions":{"reply":{"canned":"01900000-0000-7000-8000-00000000dead"}}}""", "actions.reply")]
    [InlineData("""{"name":"x","actions":{"priority":1000}}""", "actions.priority")]
    [InlineData("""{"name":"x","actions":{"stop":true},"conditions":[{"field":"calendar","operator":"open","values":["nowhere"]}]}""", "conditions[0].values")]
    [InlineData("""{"name":"x","actions":{"stop":true},"conditions":[{"field":"from","operator":"is","values":["a"]},{"field":"from","operator":"sounds","values":["a"]}]}""", "conditions[1].operator")]
    public async Task What_is_no_rule_is_refused_with_its_field(string body, string field)
    {
        Assert.NotNull((await CreateAsync(body).ProblemAsync(HttpStatusCode.BadRequest, Ct))["errors"]![field]);
        var tried = await Admin.SendJsonAsync("POST", $"{Path}/dry-run", $$"""{"rule":{{body}}}""", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.NotNull(tried["errors"]![field == "name" ? field : $"rule.{field}"]);
    }

    [Theory]
    [InlineData("""{"name":"x","actions":{"stop":true,"delete":true}}""")]
    [InlineData("""{"name":"x","actions":{"stop":true},"priority":1}""")]
    [InlineData("""{"name":"x","actions":{"stop":true},"conditions":[{"field":"from","operator":"is","value":"a"}]}""")]
    [InlineData("""{"name":"x","actions":{"stop":true},"conditions":[null]}""")]
    [InlineData("""{"name":"x"}""")]
    public async Task Unknown_and_missing_keys_are_refused(string body) => await CreateAsync(body).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Theory]
    [InlineData("""{"last":10}""")]
    [InlineData("""{"last":0,"rule":{"name":"x","actions":{"stop":true}}}""")]
    [InlineData("""{"last":1001,"rule":{"name":"x","actions":{"stop":true}}}""")]
    [InlineData("""{"id":"01900000-0000-7000-8000-00000000dead"}""")]
    public async Task A_dry_run_has_one_rule_and_a_bound(string body) => await Admin.SendJsonAsync("POST", $"{Path}/dry-run", body, Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    private Task<HttpResponseMessage> CreateAsync(string body) => Admin.SendJsonAsync("POST", Path, body, Ct);

    private Task<HttpResponseMessage> ChangeAsync(JsonNode rule, string body, int? version = null) =>
        Admin.SendJsonAsync("PATCH", PathOf(rule), body, Ct, version is null ? [] : [("If-Match", $"\"{version}\"")]);

    private async Task<string> OrderAsync(List<JsonNode> rules) =>
        string.Concat((await Centre.ItemsAsync(Admin, "/rules")).Where(rule => rules.Exists(one => one.Text("id") == rule!.Text("id"))).Select(rule => rule!.Text("name")));

    private static string PathOf(JsonNode rule) => $"{Path}/{rule.Text("id")}";
}
