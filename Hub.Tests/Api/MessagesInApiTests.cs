using System.Net;
using Hub.Core.Channels;
using Hub.Tests.Fakes;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

public sealed class MessagesInApiTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private const string Path = "/api/v1/channels/api/messages";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_message_opens_a_conversation_and_the_next_one_joins_it()
    {
        var first = await PostAsync("""{"externalId":"a1","from":{"address":"ann","name":"Ann"},"text":"Hello"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("created", first.Text("result"));
        var second = await PostAsync("""{"externalId":"a2","from":{"address":"ann"},"text":"Again"}""").JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("appended", second.Text("result"));
        Assert.Equal(first.Text("conversationId"), second.Text("conversationId"));
        Assert.NotEqual(first.Text("messageId"), second.Text("messageId"));
    }

    [Fact]
    public async Task P4_the_same_message_ten_times_at_once_is_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(_ => PostAsync("""{"externalId":"p4","from":{"address":"paul"},"text":"Once"}""")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        var ids = await Task.WhenAll(answers.Select(async answer => (await Task.FromResult(answer).JsonAsync(answer.StatusCode, Ct)).Text("messageId")));
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task F17_a_repetition_of_a_message_whose_answer_was_lost_is_a_duplicate()
    {
        const string Body = """{"externalId":"f17","from":{"address":"fay"},"text":"Hello"}""";
        var first = await PostAsync(Body).JsonAsync(HttpStatusCode.Created, Ct);
        var again = await PostAsync(Body).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal("duplicate", again.Text("result"));
        Assert.Equal(first.Text("messageId"), again.Text("messageId"));
        Assert.Equal(first.Text("conversationId"), again.Text("conversationId"));
    }

    [Fact]
    public async Task F06_other_content_under_a_known_id_keeps_the_first_and_raises_an_alarm()
    {
        var first = await PostAsync("""{"externalId":"f6","from":{"address":"fred"},"text":"First"}""").JsonAsync(HttpStatusCode.Created, Ct);
        await PostAsync("""{"externalId":"f6","from":{"address":"fred"},"text":"Other"}""").JsonAsync(HttpStatusCode.OK, Ct);
        var alarms = await hub.Admin.GetAsync("/api/v1/alarms", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Contains(alarms["items"]!.AsArray(), alarm => alarm!.Text("subject") == first.Text("messageId"));
    }

    [Fact]
    public async Task Without_an_id_two_receptions_are_two_messages()
    {
        const string Body = """{"from":{"address":"nora"},"text":"The same"}""";
        var first = await PostAsync(Body).JsonAsync(HttpStatusCode.Created, Ct);
        var second = await PostAsync(Body).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.NotEqual(first.Text("messageId"), second.Text("messageId"));
    }

    [Fact]
    public async Task G06_the_same_key_repeats_the_answer_and_another_body_under_it_is_a_conflict()
    {
        const string Body = """{"from":{"address":"gina"},"text":"Once"}""";
        var first = await PostAsync(Body, "g6").JsonAsync(HttpStatusCode.Created, Ct);
        var again = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(Body, "g6").JsonAsync(HttpStatusCode.Created, Ct)));
        Assert.All(again, answer => Assert.Equal(first.ToJsonString(), answer.ToJsonString()));
        await PostAsync("""{"from":{"address":"gina"},"text":"Other"}""", "g6").ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task G06_the_same_key_of_another_caller_is_another_wish()
    {
        const string Body = """{"from":{"address":"gus"},"text":"Mine"}""";
        var first = await PostAsync(Body, "shared").JsonAsync(HttpStatusCode.Created, Ct);
        using var system = await hub.KeyAsync("integration", Ct);
        var second = await system.SendJsonAsync("POST", Path, Body, Ct, ("Idempotency-Key", "shared")).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.NotEqual(first.Text("messageId"), second.Text("messageId"));
    }

    [Theory]
    [InlineData("""{"from":{"address":"x"},"text":"Hello","colour":1}""", "$.colour")]
    [InlineData("""{"from":{"address":""},"text":"Hello"}""", "$.from.address")]
    [InlineData("""{"from":{"address":"x"}}""", "$")]
    [InlineData("""{"from":{"address":"x"},"text":"Hello","at":"yesterday"}""", "$.at")]
    [InlineData("""{"from":{"address":"x"},"text":NaN}""", "$.text")]
    [InlineData("""{"from":{"address":"x"},"text":"a","text":"b"}""", "$.text")]
    [InlineData("""{"from":{"address":"x"},"text":1e999}""", "$.text")]
    [InlineData("not JSON", "$")]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    public async Task F13_what_is_no_such_message_is_refused_with_its_place_and_not_kept(string body, string place)
    {
        var problem = await PostAsync(body).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        Assert.StartsWith(place, Assert.Single(problem["errors"]!.AsObject()).Key, StringComparison.Ordinal);
        var kept = await hub.Admin.GetAsync("/api/v1/quarantine", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.DoesNotContain(kept["items"]!.AsArray(), item => item!.Text("channel") == "api");
    }

    [Fact]
    public async Task F13_ten_thousand_levels_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 10_000)) + "1" + new string('}', 10_000);
        await PostAsync(deep).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Fact]
    public async Task What_fails_for_reasons_of_its_own_is_kept_whole_and_said_so()
    {
        var channel = new FakeChannel("stumbling") { Reading = _ => throw new InvalidOperationException("a secret of the input") };
        Channels.Put(channel);
        using var answer = await hub.Admin.SendJsonAsync("POST", "/api/v1/channels/stumbling/messages", "{}", Ct);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        channel.Reading = input => new Core.Arrivals.InboundMessage
        {
            Source = new Core.Arrivals.SourceKey(input.ReceptionId), FromAddress = "\u0001", Text = "Hello",
        };
        var kept = await hub.Admin.SendJsonAsync("POST", "/api/v1/channels/stumbling/messages", "{}", Ct).JsonAsync(HttpStatusCode.Accepted, Ct);
        Assert.Equal("quarantined", kept.Text("result"));
        Assert.Null(kept["conversationId"]);
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_404_and_one_that_takes_nothing_in_409()
    {
        await hub.Admin.SendJsonAsync("POST", "/api/v1/channels/nothing/messages", "{}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        Channels.Put(new FakeProvider("mute"));
        await hub.Admin.SendJsonAsync("POST", "/api/v1/channels/mute/messages", "{}", Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task Only_json_is_taken()
    {
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "text/plain");
        await hub.Admin.PostAsync(Path, body, Ct).ProblemAsync(HttpStatusCode.UnsupportedMediaType, Ct);
    }

    private ChannelRegistry Channels => hub.Services.GetRequiredService<ChannelRegistry>();

    private Task<HttpResponseMessage> PostAsync(string body, string? key = null) => key is null
        ? hub.Admin.SendJsonAsync("POST", Path, body, Ct)
        : hub.Admin.SendJsonAsync("POST", Path, body, Ct, ("Idempotency-Key", key));
}
