using System.Net;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public abstract class ContactsApiContract(Centre centre)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_contact_is_added_with_addresses_that_are_claims()
    {
        var address = centre.Unique("ann") + "@Example.ORG";
        var made = await CreateAsync(
                $$"""{"name":"Ann","language":"zh-Hant","organisation":"Acme","points":[{"kind":"email","address":"{{address}}"}]}""")
            .JsonAsync(HttpStatusCode.Created, Ct);
        var contact = await Admin.GetAsync($"/api/v1/contacts/{made.Text("id")}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("Acme", contact.Text("organisation"));
        Assert.Equal("zh-Hant", contact.Text("language"));
        var point = Assert.Single(contact["points"]!.AsArray())!;
        Assert.Equal(address.ToLowerInvariant(), point.Text("address"));
        Assert.False(point["verified"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_address_belongs_to_one_contact()
    {
        var phone = "+4917012345" + centre.Unique("")[^1];
        var body = $$"""{"points":[{"kind":"phone","address":"{{phone}}"}]}""";
        await CreateAsync(body).JsonAsync(HttpStatusCode.Created, Ct);
        await CreateAsync(body).ProblemAsync(HttpStatusCode.Conflict, Ct);
        var other = await CreateAsync("""{"name":"Other"}""").JsonAsync(HttpStatusCode.Created, Ct);
        await Admin.SendJsonAsync("POST", $"/api/v1/contacts/{other.Text("id")}/points", $$"""{"kind":"phone","address":"{{phone}}"}""", Ct)
            .ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task A_refused_address_leaves_no_contact_behind()
    {
        var address = centre.Unique("taken");
        await CreateAsync($$"""{"points":[{"kind":"external","address":"{{address}}"}]}""").JsonAsync(HttpStatusCode.Created, Ct);
        var name = centre.Unique("Ghost ");
        await CreateAsync($$"""{"name":"{{name}}","points":[{"kind":"external","address":"{{address}}"}]}""").ProblemAsync(HttpStatusCode.Conflict, Ct);
        Assert.DoesNotContain(await Centre.ItemsAsync(Admin, "/contacts?limit=200"), contact => contact!["name"]?.GetValue<string>() == name);
    }

    [Fact]
    public async Task Null_empties_a_field_and_absence_leaves_it()
    {
        var made = await CreateAsync("""{"name":"Ann","language":"en"}""").JsonAsync(HttpStatusCode.Created, Ct);
        var now = await Admin.SendJsonAsync("PATCH", $"/api/v1/contacts/{made.Text("id")}", """{"language":null}""", Ct)
            .JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("Ann", now.Text("name"));
        Assert.Null(now["language"]);
    }

    [Fact]
    public async Task G07_a_change_of_an_old_version_is_refused_with_the_present_one()
    {
        var made = await CreateAsync("""{"name":"Ann"}""").JsonAsync(HttpStatusCode.Created, Ct);
        var path = $"/api/v1/contacts/{made.Text("id")}";
        await Admin.SendJsonAsync("PATCH", path, """{"name":"Bea"}""", Ct, ("If-Match", "\"1\"")).JsonAsync(HttpStatusCode.OK, Ct);
        var refused = await Admin.SendJsonAsync("PATCH", path, """{"name":"Cleo"}""", Ct, ("If-Match", "\"1\""))
            .ProblemAsync(HttpStatusCode.PreconditionFailed, Ct);
        Assert.Equal("Bea", refused["current"]!.Text("name"));
    }

    [Theory]
    [InlineData("""{"verified":true}""")]
    [InlineData("""{"id":"018f0000-0000-7000-8000-000000000000"}""")]
    [InlineData("""{"points":[{"kind":"email","address":"a@example.org","verified":true}]}""")]
    [InlineData("""{"points":[{"kind":"pigeon","address":"a"}]}""")]
    [InlineData("""{"points":[{"kind":"email","address":"no address"}]}""")]
    [InlineData("""{"points":[null]}""")]
    [InlineData("""{"name":"two\nlines"}""")]
    [InlineData("""{"language":"not a tag"}""")]
    public async Task G02_what_nobody_may_set_or_cannot_be_is_refused(string body) =>
        await CreateAsync(body).ProblemAsync(HttpStatusCode.BadRequest, Ct);

    [Fact]
    public async Task The_conversations_of_a_contact_are_listed()
    {
        var place = await centre.WorkPlaceAsync();
        var first = await centre.ArriveAsync(place, "hello");
        await centre.ArriveAsync(place, "somebody else");
        var contact = (await Centre.ConversationAsync(Admin, first.Conversation))["contact"]!;
        Assert.Equal("Ann Lee", contact.Text("name"));
        Assert.Equal([first.Conversation], await Centre.IdsAsync(Admin, $"/conversations?contact={contact.Text("id")}"));
    }

    [Fact]
    public async Task Pages_of_contacts_follow_one_another_without_a_gap()
    {
        for (var i = 0; i < 5; i++) await CreateAsync("""{"name":"One of many"}""").JsonAsync(HttpStatusCode.Created, Ct);
        var all = (await Centre.ItemsAsync(Admin, "/contacts?limit=200")).Select(contact => contact!.Text("id")).ToList();
        var paged = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await Admin.GetAsync($"/api/v1/contacts?limit=2&cursor={cursor}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
            paged.AddRange(page["items"]!.AsArray().Select(contact => contact!.Text("id")));
            cursor = page["next"]?.GetValue<string>();
        }

        Assert.Equal(all, paged);
    }

    private Task<HttpResponseMessage> CreateAsync(string body) => Admin.SendJsonAsync("POST", "/api/v1/contacts", body, Ct);
}
