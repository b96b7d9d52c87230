using System.Net;
using System.Net.Sockets;
using System.Text;
using Hub.Core.Channels;
using Hub.Core.Storage;
using Hub.Tests.Fakes;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

public sealed class HooksApiTests : IAsyncLifetime
{
    private readonly FakeChannel _channel = new("hooked");
    private HubFixture? _hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HubFixture Hub => _hub!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync(
            new HubSetup
            {
                Environment = new Dictionary<string, string>
                {
                    ["OMNIHUB__Http__PublicUrl"] = "https://hub.example.org/base",
                    ["OMNIHUB__Channels__off__Kind"] = "http",
                    ["OMNIHUB__Channels__off__Name"] = "Off",
                    ["OMNIHUB__Channels__off__Queue"] = "support",
                    ["OMNIHUB__Channels__off__Enabled"] = "false",
                },
            },
            Ct);
        Channels.Put(_channel);
    }

    public async ValueTask DisposeAsync() => await Hub.DisposeAsync();

    [Fact]
    public async Task The_channel_gets_the_call_as_it_came_and_its_answer_goes_back()
    {
        _channel.Receiving = _ => new WebhookAnswer(200, "<Response/>", "text/xml");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/hooked/status/x?b=2&a=1");
        request.Content = new StringContent("Body=%2B&Body=", Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Add("X-Signature", "s");
        using var answer = await Hub.Anonymous.SendAsync(request, Ct);
        Assert.Equal((HttpStatusCode.OK, "<Response/>"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.MediaType);
        var call = Assert.Single(_channel.Calls);
        Assert.Equal(("POST", "/status/x", "s"), (call.Method, call.Path, call.Headers["x-signature"]));
        Assert.Equal("https://hub.example.org/base/hooks/hooked/status/x?b=2&a=1", call.PublicUrl);
        Assert.Equal("Body=%2B&Body=", Encoding.UTF8.GetString(call.Body.Span));
    }

    [Theory]
    [InlineData("/hooks/hooked", "")]
    [InlineData("/hooks/hooked/", "/")]
    [InlineData("/hooks/hooked?q=%2B&b=1&a=%e4", "?q=%2B&b=1&a=%e4")]
    [InlineData("/hooks/hooked/A%20b", "/A%20b")]
    [InlineData("http://evil.example/hooks/hooked?x=1", "?x=1")]
    public async Task F02_the_public_url_is_the_configured_one_and_the_target_as_received(string target, string rest)
    {
        var answer = await RawAsync($"POST {target} HTTP/1.1", "Host: evil.example", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: http", "Content-Length: 0");
        Assert.StartsWith("HTTP/1.1 204", answer, StringComparison.Ordinal);
        Assert.Equal("https://hub.example.org/base/hooks/hooked" + rest, Assert.Single(_channel.Calls).PublicUrl);
    }

    [Fact]
    public async Task F01_an_unsigned_receipt_is_refused()
    {
        using var answer = await Hub.Anonymous.SendJsonAsync("POST", "/hooks/api", "{}", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F04_more_than_64_kilobytes_are_refused_unread(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/hooked");
        request.Content = new ByteArrayContent(new byte[(64 * 1024) + 1]);
        request.Headers.TransferEncodingChunked = chunked;
        await Hub.Anonymous.SendAsync(request, Ct).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, Ct);
        Assert.Empty(_channel.Calls);
        using var whole = await Hub.Anonymous.PostAsync("/hooks/hooked", new ByteArrayContent(new byte[64 * 1024]), Ct);
        Assert.Equal(HttpStatusCode.NoContent, whole.StatusCode);
    }

    [Fact]
    public async Task F05_a_replay_is_the_channels_to_judge_and_changes_nothing_here()
    {
        for (var i = 0; i < 2; i++) (await Hub.Anonymous.SendJsonAsync("POST", "/hooks/hooked", "{}", Ct)).Dispose();
        Assert.Equal(2, _channel.Calls.Count);
        Assert.Equal(0, await Hub.Store.ReadAsync((db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM messages", null, read), Ct));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    public async Task F19_a_method_that_the_channel_does_not_take_is_405(string method)
    {
        using var answer = await Hub.Anonymous.SendJsonAsync(method, "/hooks/api", null, Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("POST", answer.Content.Headers.Allow.Single());
    }

    [Fact]
    public async Task F20_a_channel_that_is_switched_off_or_deleted_is_410_and_raises_an_alarm()
    {
        await Hub.Admin.SendJsonAsync("POST", "/api/v1/channels/hooked/messages", "Hello", Ct).JsonAsync(HttpStatusCode.Created, Ct);
        Channels.Remove("hooked");
        await Hub.Anonymous.SendJsonAsync("POST", "/hooks/hooked", "{}", Ct).ProblemAsync(HttpStatusCode.Gone, Ct);
        await Hub.Anonymous.SendJsonAsync("POST", "/hooks/off", "{}", Ct).ProblemAsync(HttpStatusCode.Gone, Ct);
        await Hub.Anonymous.SendJsonAsync("POST", "/hooks/never", "{}", Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        var alarms = await Hub.Admin.GetAsync("/api/v1/alarms", Ct).JsonAsync(HttpStatusCode.OK, Ct);
        Assert.Equal(["hooked", "off"], alarms["items"]!.AsArray().Select(alarm => alarm!.Text("subject")).Order());
        await Hub.Admin.SendJsonAsync("POST", "/api/v1/channels/hooked/messages", "{}", Ct).ProblemAsync(HttpStatusCode.Gone, Ct);
        await Hub.Admin.SendJsonAsync("POST", "/api/v1/channels/off/messages", "{}", Ct).ProblemAsync(HttpStatusCode.Conflict, Ct);
    }

    [Fact]
    public async Task F18_a_call_that_cannot_be_stored_is_503_so_that_the_provider_comes_again()
    {
        _channel.Receiving = _ => throw new StoreUnavailableException("the disk is full");
        using var answer = await Hub.Anonymous.SendJsonAsync("POST", "/hooks/hooked", "{}", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private ChannelRegistry Channels => Hub.Services.GetRequiredService<ChannelRegistry>();

    /// <summary>Writes a request line as no client would.</summary>
    private async Task<string> RawAsync(params string[] lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Hub.Url.Host, Hub.Url.Port, Ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", [.. lines, "Connection: close", "", ""])), Ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(Ct);
    }
}
