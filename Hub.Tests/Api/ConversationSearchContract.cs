using System.Net;
using Hub.Core.Arrivals;
using Hub.Tests.Hosting;

namespace Hub.Tests.Api;

public abstract class ConversationSearchContract(Centre centre)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Theory]
    [InlineData("The zebra kept my parcel", "ZEBRA parcel")]
    [InlineData("我要投诉你们的服务", "投诉")]
    [InlineData("请退款给我", "退款")]
    [InlineData("order ref. XK-2231/b", "xk-2231")]
    public async Task Words_of_English_and_two_characters_of_Chinese_are_found_within_seconds(string text, string query)
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, text);
        await FindsAsync(Admin, query, place, arrived);
        Assert.Empty(await Centre.IdsAsync(Admin, $"/conversations?queue={place.Key}&q={Uri.EscapeDataString(query + " quagga")}"));
    }

    [Fact]
    public async Task Subject_contact_address_and_file_names_are_found()
    {
        var place = await centre.WorkPlaceAsync();
        var from = centre.Unique("walrus-");
        var arrived = await centre.ArriveAsync(place, "hello", from, message => message with
        {
            FromName = "Wilhelmina Okapi",
            Subject = "About my ibex",
            Attachments = [new InboundAttachment("lynx.pdf", "application/pdf", "%PDF"u8.ToArray())],
        });
        foreach (var query in new[] { "ibex", "okapi", from, "lynx" }) await FindsAsync(Admin, query, place, arrived);
    }

    [Theory]
    [InlineData("%23{0}")]
    [InlineData("{0}")]
    public async Task A_number_is_found_at_once(string form)
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "numbered");
        var number = (await Centre.ConversationAsync(Admin, arrived.Conversation))["number"]!.GetValue<long>();
        var found = await Centre.IdsAsync(Admin, "/conversations?q=" + string.Format(System.Globalization.CultureInfo.InvariantCulture, form, number));
        Assert.Equal(arrived.Conversation, found[0]);
        Assert.Single(found, id => id == arrived.Conversation);
    }

    [Fact]
    public async Task G04_what_lies_outside_ones_queues_is_not_found_by_word_number_or_address()
    {
        var (place, other) = (await centre.WorkPlaceAsync(), await centre.WorkPlaceAsync());
        var word = centre.Unique("narwhal");
        var hidden = await centre.ArriveAsync(place, $"a {word}");
        var agent = await centre.MemberAsync(other);
        await FindsAsync(Admin, word, place, hidden);
        var seen = await Centre.ConversationAsync(Admin, hidden.Conversation);
        var point = (await Centre.ItemsAsync(Admin, $"/conversations/{hidden.Conversation}/messages"))[0]!["from"]!.Text("address");
        foreach (var query in new[] { word, $"%23{seen["number"]}", $"{seen["number"]}", point })
            Assert.Empty(await Centre.IdsAsync(agent.Http, "/conversations?q=" + query));
    }

    [Fact]
    public async Task Pages_are_full_of_what_the_caller_may_see_and_follow_one_another_without_a_gap()
    {
        var (place, other) = (await centre.WorkPlaceAsync(), await centre.WorkPlaceAsync());
        var agent = await centre.MemberAsync(place);
        var word = centre.Unique("puffin");
        var visible = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            visible.Add((await centre.ArriveAsync(place, word)).Conversation);
            for (var hidden = 0; hidden < 3; hidden++) await centre.ArriveAsync(other, word);
        }

        visible.Reverse();
        await Eventually.HoldsAsync(
            async _ => (await Centre.IdsAsync(Admin, $"/conversations?q={word}&limit=200")).Count == 28, "all to be indexed", Within, Ct);
        var found = new List<Guid>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await agent.Http.GetAsync($"/api/v1/conversations?q={word}&limit=3&cursor={cursor}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
            found.AddRange(page["items"]!.AsArray().Select(item => Guid.Parse(item!.Text("id"))));
            cursor = page["next"]?.GetValue<string>();
            Assert.True(cursor is null || found.Count % 3 == 0, "a page before the last is not full");
        }

        Assert.Equal(visible, found);
    }

    [Theory]
    [InlineData("\" OR NEAR(")]
    [InlineData("*")]
    [InlineData("%")]
    [InlineData("'; DROP TABLE conversations; --")]
    [InlineData("NOT a AND (b")]
    [InlineData("\u0000")]
    [InlineData("999999999999999999999999")]
    [InlineData("#")]
    public async Task G05_no_text_is_syntax(string query)
    {
        var place = await centre.WorkPlaceAsync();
        await centre.ArriveAsync(place, "still here");
        Assert.Empty(await Centre.IdsAsync(Admin, $"/conversations?queue={place.Key}&q={Uri.EscapeDataString(query)}"));
        Assert.Single(await Centre.IdsAsync(Admin, $"/conversations?queue={place.Key}"));
    }

    [Fact]
    public async Task Filters_hold_for_what_is_found()
    {
        var place = await centre.WorkPlaceAsync();
        var word = centre.Unique("heron");
        var (open, done) = (await centre.ArriveAsync(place, word), await centre.ArriveAsync(place, word));
        await Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{done.Conversation}", """{"status":"resolved"}""", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        await Eventually.HoldsAsync(
            async _ => (await Centre.IdsAsync(Admin, $"/conversations?q={word}&status=")).Count == 2, "both to be indexed", Within, Ct);
        Assert.Equal([open.Conversation], await Centre.IdsAsync(Admin, $"/conversations?q={word}&status=open"));
        Assert.Empty(await Centre.IdsAsync(Admin, $"/conversations?q={word}&view=mine"));
    }

    private static Task FindsAsync(HttpClient client, string query, WorkPlace place, Arrived arrived) => Eventually.HoldsAsync(
        async _ => (await Centre.IdsAsync(client, $"/conversations?queue={place.Key}&q={Uri.EscapeDataString(query)}")).SequenceEqual([arrived.Conversation]),
        $"'{query}' to be found", Within, Ct);
}
