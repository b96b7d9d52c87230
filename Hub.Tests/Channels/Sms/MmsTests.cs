using System.Net;
using Hub.Host.Sandboxes.Twilio;

namespace Hub.Tests.Channels.Sms;

public sealed class MmsTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_that_comes_in_is_kept_with_its_message()
    {
        await using var desk = await SmsDesk.StartAsync();
        var (message, status) = await desk.Sandbox.WriteAsync(With(desk, "See here", ("image/png", Picture), ("audio/amr", [9])), Ct);
        Assert.Equal(200, status);
        Assert.Equal(["file-1.png", "file-2.amr"], await desk.ListAsync<string>("SELECT name FROM attachments ORDER BY place"));
        Assert.Equal(Picture, (await desk.ListAsync<byte[]>("SELECT content FROM attachments ORDER BY place"))[0]);
        // where files are kept, the account's password is not shown
        Assert.All(desk.Sandbox.Requests.Where(request => request.Path.StartsWith("/kept/", StringComparison.Ordinal)), request => Assert.Null(request.Authorized));

        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(desk.Sandbox.FieldsOf(message)));
        Assert.Equal(1, await desk.CountAsync("messages"));
        Assert.Equal(0, await desk.CountAsync("message_variants"));
    }

    [Fact]
    public async Task C16_a_file_that_is_too_large_is_left_out_and_its_message_says_so()
    {
        await using var desk = await SmsDesk.StartAsync(("MaxMediaBytes", "65536"));
        var (_, status) = await desk.Sandbox.WriteAsync(With(desk, "See here", ("image/png", new byte[65_537]), ("image/png", Picture)), Ct);
        Assert.Equal(200, status);
        Assert.Equal(1, await desk.CountAsync("attachments"));
        Assert.Equal(["fileMissing"], await desk.ListAsync<string>("SELECT flags FROM messages"));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://2130706433/")]
    public async Task C15_a_file_that_is_not_at_Twilio_is_not_fetched(string address)
    {
        await using var desk = await SmsDesk.StartAsync();
        var fields = desk.Fields("See here").Where(field => field.Key != "NumMedia").ToList();
        fields.AddRange([new("NumMedia", "1"), new("MediaUrl0", address), new("MediaContentType0", "image/png")]);
        Assert.Equal(HttpStatusCode.OK, await desk.CallAsync(fields));
        Assert.Equal(["fileMissing"], await desk.ListAsync<string>("SELECT flags FROM messages"));
        Assert.DoesNotContain(desk.Sandbox.Requests, request => request.Path.Contains("Media/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_that_goes_out_is_fetched_by_its_link_and_by_no_other()
    {
        await using var desk = await SmsDesk.StartAsync();
        var file = await desk.UploadAsync("lamp.png", "image/png", Picture);
        await desk.BeginAsync("Here it is", more: $$""","attachments":["{{file}}"]""");
        var link = Assert.Single((await desk.SentAsync()).MediaUrls);
        using var fetched = await desk.Hub.Anonymous.GetAsync(link, Ct);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (fetched.StatusCode, fetched.Content.Headers.ContentType?.MediaType));
        Assert.Equal(Picture, await fetched.Content.ReadAsByteArrayAsync(Ct));

        foreach (var other in (string[])[link + "x", link.Replace("/0/", "/1/", StringComparison.Ordinal), desk.HookUrl + "/media/", desk.HookUrl + "/media/a/b/c/d"])
        {
            using var refused = await desk.Hub.Anonymous.GetAsync(other, Ct);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_file_that_a_browser_would_run_is_not_sent()
    {
        await using var desk = await SmsDesk.StartAsync();
        var file = await desk.UploadAsync("page.html", "text/html", "<script>"u8.ToArray());
        await desk.BeginAsync("Here it is", more: $$""","attachments":["{{file}}"]""");
        await desk.DeliveryIsAsync("failed");
        Assert.Empty(desk.Sandbox.Store.All);
    }

    private static TwilioSandboxMessage With(SmsDesk desk, string text, params (string Type, byte[] Content)[] files) => new()
    {
        Sid = desk.Sandbox.Store.NewSid("MM"), From = SmsDesk.Customer, To = SmsDesk.Number, Body = text, IsInbound = true, At = desk.Sandbox.Time.GetUtcNow(),
        Media = files.ToDictionary(_ => desk.Sandbox.Store.NewSid("ME")),
    };
}
