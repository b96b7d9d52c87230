using System.Net;
using System.Text;
using Hub.Core.Arrivals;
using Hub.Core.Channels;
using Hub.Tests.Fakes;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

/// <summary>What could not be read is read again, by itself or all of a channel, or discarded with a reason.</summary>
public abstract class QuarantineApiContract(Centre centre)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_repeated_retry_has_one_effect_and_the_same_answer()
    {
        var channel = Channel();
        var id = await KeepAsync(channel, "one");
        var key = ("Idempotency-Key", centre.Unique("key-"));
        var path = $"/api/v1/quarantine/{id}/retry";
        Assert.Equal("quarantined", (await Admin.SendJsonAsync("POST", path, null, Ct, key).JsonAsync(HttpStatusCode.OK, Ct)).Text("result"));
        Assert.Equal("quarantined", (await Admin.SendJsonAsync("POST", path, null, Ct, key).JsonAsync(HttpStatusCode.OK, Ct)).Text("result"));
        Assert.Equal(2, (await Admin.GetAsync($"/api/v1/quarantine/{id}", Ct).JsonAsync(HttpStatusCode.OK, Ct))["attempts"]!.GetValue<int>());

        channel.Reading = Readable;
        key = ("Idempotency-Key", centre.Unique("key-"));
        var taken = await Admin.SendJsonAsync("POST", path, null, Ct, key).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("created", taken.Text("result"));
        // the input is gone, and still the answer is the first one
        Assert.Equal(taken.ToJsonString(), (await Admin.SendJsonAsync("POST", path, null, Ct, key).JsonAsync(HttpStatusCode.OK, Ct)).ToJsonString());
        await Admin.SendJsonAsync("POST", path, null, Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
    }

    [Fact]
    public async Task All_of_a_channel_are_read_again_and_no_others()
    {
        var (channel, other) = (Channel(), Channel());
        await KeepAsync(channel, "good 1");
        await KeepAsync(channel, "bad");
        await KeepAsync(channel, "good 2");
        var elsewhere = await KeepAsync(other, "good 3");
        channel.Reading = input => Readable(input).Text!.StartsWith("good", StringComparison.Ordinal) ? Readable(input) : Unreadable(input);
        other.Reading = Readable;
        var key = ("Idempotency-Key", centre.Unique("key-"));
        var body = $$"""{"channel":"{{channel.Account.Id}}"}""";
        var done = await Admin.SendJsonAsync("POST", "/api/v1/quarantine/retry", body, Ct, key).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal((2, 1), (done["taken"]!.GetValue<int>(), done["kept"]!.GetValue<int>()));
        Assert.Null(done["next"]);
        var left = (await Centre.ItemsAsync(Admin, "/quarantine?limit=200")).Select(item => item!.Text("channel")).ToList();
        Assert.Single(left, channel.Account.Id);
        Assert.Single(left, other.Account.Id);
        Assert.Equal(["good 1", "good 2"], (await SubjectsAsync(channel)).Order());

        // again under the same key nothing is read
        var again = await Admin.SendJsonAsync("POST", "/api/v1/quarantine/retry", body, Ct, key).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(done.ToJsonString(), again.ToJsonString());
        Assert.Equal(2, (await Centre.ItemsAsync(Admin, "/quarantine?limit=200")).Single(item => item!.Text("channel") == channel.Account.Id)!["attempts"]!.GetValue<int>());
        await Admin.SendJsonAsync("POST", "/api/v1/quarantine/retry", """{"channel":"nothing"}""", Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
        await Admin.GetAsync($"/api/v1/quarantine/{elsewhere}", Ct).JsonAsync(HttpStatusCode.OK, Ct);
    }

    [Theory]
    [InlineData("?reason=junk", "junk")]
    [InlineData("", "other")]
    public async Task What_is_discarded_says_why_in_the_journal(string query, string reason)
    {
        var id = await KeepAsync(Channel(), "unwanted");
        var agent = await centre.Hub.AgentAsync("agent", Ct);
        await agent.Http.DeleteAsync($"/api/v1/quarantine/{id}{query}", Ct).ProblemAsync(HttpStatusCode.Forbidden, Ct);
        await Admin.DeleteAsync($"/api/v1/quarantine/{id}?reason=boredom", Ct).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        using var gone = await Admin.DeleteAsync($"/api/v1/quarantine/{id}{query}", Ct);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        var changes = await centre.Hub.Store.ReadAsync(
            (db, read) => db.ListAsync<string>("SELECT changes FROM journal WHERE subject = @id AND kind = 'quarantine.settled'", new { id = id.ToString() }, read), Ct);
        Assert.Equal([$$"""{"discarded":"{{reason}}"}"""], changes);
    }

    private static InboundMessage Readable(RawInput input) => new()
    {
        Source = new SourceKey(input.ReceptionId), FromAddress = input.ReceptionId, Text = Encoding.UTF8.GetString(input.Content.Span),
        Subject = Encoding.UTF8.GetString(input.Content.Span),
    };

    private static InboundMessage Unreadable(RawInput input) => throw new UnreadableInputException("it ends in the middle");

    private FakeChannel Channel()
    {
        var channel = new FakeChannel(centre.Unique("torn-")) { Reading = Unreadable };
        centre.Hub.Services.GetRequiredService<ChannelRegistry>().Put(channel);
        return channel;
    }

    private Task<Guid> KeepAsync(FakeChannel channel, string content) => centre.Hub.Services.GetRequiredService<Quarantine>().KeepAsync(
        channel.Account.Id, new RawInput("text/plain", Encoding.UTF8.GetBytes(content), centre.Unique("reception-")), "it ends in the middle", Ct);

    private async Task<IEnumerable<string>> SubjectsAsync(FakeChannel channel) =>
        (await Centre.ItemsAsync(Admin, $"/conversations?channel={channel.Account.Id}")).Select(item => item!.Text("subject"));
}
