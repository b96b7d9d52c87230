using System.Net;
using Hub.Core.Security;
using Hub.Host.Desk.Pictures;
using Hub.Tests.Time;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Desk.Pictures;

/// <summary>B07: what the hub fetches for an agent, and what it never does.</summary>
public sealed class PictureFetcherTests
{
    private static readonly IPAddress Allowed = IPAddress.Parse("127.0.0.1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task B07_a_picture_is_fetched_without_a_word_of_who_asks()
    {
        await using var server = await PictureServer.StartAsync(
            http =>
            {
                http.Response.Headers.SetCookie = "track=1";
                http.Response.ContentType = "text/html";
                return http.Response.Body.WriteAsync(PictureServer.Png, Ct).AsTask();
            },
            Ct);
        using var fetcher = Fetcher();
        foreach (var _ in new int[2])
        {
            var picture = await fetcher.FetchAsync(server.Url, Ct);
            Assert.Equal("image/png", picture?.Type);
            Assert.Equal(PictureServer.Png, picture!.Content.ToArray());
        }

        Assert.Equal(["Accept Host", "Accept Host"], server.Asked);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task B07_what_is_no_picture_by_its_bytes_is_not_shown(string content)
    {
        await using var server = await PictureServer.StartAsync(
            http =>
            {
                http.Response.ContentType = "image/png";
                return http.Response.WriteAsync(content, Ct);
            },
            Ct);
        using var fetcher = Fetcher();
        Assert.Null(await fetcher.FetchAsync(server.Url, Ct));
    }

    [Fact]
    public async Task B07_a_picture_without_an_end_ends_at_the_limit()
    {
        await using var server = await PictureServer.StartAsync(
            async http =>
            {
                await http.Response.Body.WriteAsync(PictureServer.Png, http.RequestAborted);
                while (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
            },
            Ct);
        using var fetcher = Fetcher();
        Assert.Null(await fetcher.FetchAsync(server.Url, Ct));
    }

    [Fact]
    public async Task B07_a_server_that_does_not_answer_is_left()
    {
        var time = new ManualTime();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await PictureServer.StartAsync(
            async http =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            Ct);
        using var fetcher = new PictureFetcher(time, Allowed.Equals);
        var fetching = fetcher.FetchAsync(server.Url, Ct);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await fetching);
    }

    [Fact]
    public async Task B07_a_redirect_leads_only_where_a_first_address_may()
    {
        await using var inner = await PictureServer.StartAsync(http => http.Response.Body.WriteAsync(PictureServer.Png, Ct).AsTask(), Ct, "127.0.0.2");
        await using var good = await PictureServer.StartAsync(http => http.Response.Body.WriteAsync(PictureServer.Png, Ct).AsTask(), Ct);
        var target = inner.Url.ToString();
        await using var server = await PictureServer.StartAsync(
            http =>
            {
                http.Response.Redirect(http.Request.Path == "/good" ? good.Url.ToString() : http.Request.Path == "/loop" ? "/loop" : http.Request.Path == "/file" ? "file:///etc/passwd" : target);
                return Task.CompletedTask;
            },
            Ct);
        using var fetcher = Fetcher();
        Assert.NotNull(await fetcher.FetchAsync(new Uri(server.Url, "/good"), Ct));
        Assert.Null(await fetcher.FetchAsync(new Uri(server.Url, "/inner"), Ct));
        Assert.Null(await fetcher.FetchAsync(new Uri(server.Url, "/file"), Ct));
        Assert.Null(await fetcher.FetchAsync(new Uri(server.Url, "/loop"), Ct));
        Assert.Empty(inner.Asked);
    }

    [Fact]
    public async Task B07_the_hubs_own_network_is_never_called()
    {
        await using var server = await PictureServer.StartAsync(_ => Task.CompletedTask, Ct);
        using var fetcher = new PictureFetcher(TimeProvider.System, PublicInternet.Includes);
        var port = server.Url.Port;
        foreach (var host in (string[])["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"])
            Assert.Null(await fetcher.FetchAsync(new Uri($"http://{host}:{port}/"), Ct));
        Assert.Null(await fetcher.FetchAsync(new Uri($"http://user:secret@127.0.0.1:{port}/"), Ct));
        Assert.Null(await fetcher.FetchAsync(new Uri("ftp://example.org/x.png"), Ct));
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:93.184.215.14", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("ff02::1", false)]
    public void B07_addresses_are_of_the_public_internet_or_not(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicInternet.Includes(IPAddress.Parse(address)));

    private static PictureFetcher Fetcher() => new(TimeProvider.System, Allowed.Equals);
}
