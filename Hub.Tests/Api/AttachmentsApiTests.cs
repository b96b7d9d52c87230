using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Core.Alarms;
using Hub.Core.Arrivals;
using Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api;

public sealed class AttachmentsApiTests(Centre centre) : IClassFixture<Centre>
{
    private const int MaxBodyBytes = 26_214_400;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Admin => centre.Hub.Admin;

    [Fact]
    public async Task A_file_that_was_uploaded_goes_out_with_its_message_and_comes_back_whole()
    {
        var place = await centre.WorkPlaceAsync();
        var arrived = await centre.ArriveAsync(place, "send me the manual");
        var content = new byte[300_000];
        new Random(7).NextBytes(content);
        var upload = await UploadAsync(Admin, "manual.pdf", content, "application/pdf");
        Assert.Equal(("manual.pdf", "application/pdf", 300_000), (upload.Text("name"), upload.Text("type"), upload["size"]!.GetValue<int>()));
        await AttachAsync(arrived, upload).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(content, await Admin.GetByteArrayAsync(PathOf(upload), Ct));
        await Eventually.HoldsAsync(() => place.Inbox.Sent.Count == 1, "the message to go out", TimeSpan.FromSeconds(10), Ct);
        Assert.Equal("manual.pdf", Assert.Single(place.Inbox.Sent[0].Attachments).Name);
        await AttachAsync(arrived, upload).ProblemAsync(HttpStatusCode.BadRequest, Ct);
    }

    [Theory]
    [InlineData("page.html", "text/html", "<script>alert(1)</script>")]
    [InlineData("picture.png", "image/png", "<html><script>alert(1)</script>")]
    [InlineData("picture.svg", "image/svg+xml", "<svg onload='alert(1)'/>")]
    [InlineData("page.xhtml", "application/xhtml+xml", "<html/>")]
    [InlineData("document.pdf", "application/pdf", "%PDF-1.7 /JS")]
    [InlineData("mail.eml", "message/rfc822", "From: a")]
    [InlineData("link.url", "text/plain", "[InternetShortcut]")]
    [InlineData("date.ics", "text/calendar", "BEGIN:VCALENDAR")]
    public async Task C04_C05_every_file_leaves_as_a_download_that_no_browser_shows_or_runs(string name, string type, string content)
    {
        var arrived = await centre.ArriveAsync(await centre.WorkPlaceAsync(), "file", with: message => message with
        {
            Attachments = [new InboundAttachment(name, type, Encoding.UTF8.GetBytes(content))],
        });
        var file = (await Centre.ItemsAsync(Admin, $"/conversations/{arrived.Conversation}/messages"))[0]!["attachments"]![0]!;
        using var answer = await Admin.GetAsync(PathOf(file), Ct);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("sandbox; default-src 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal(content, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("../../etc/x", "x")]
    [InlineData(@"..\..\web.config", "web.config")]
    [InlineData(@"C:\x", "x")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("con.txt", "con.txt")]
    [InlineData("x.pdf:ads", "x.pdf_ads")]
    [InlineData("name. . ", "name")]
    [InlineData("", "file")]
    [InlineData("a\r\nX-Evil: 1.txt", "aX-Evil_ 1.txt")]
    [InlineData("a\";filename=b.exe", "a_;filename=b.exe")]
    [InlineData("投诉 报告.pdf", "投诉 报告.pdf")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    public async Task C01_D13_a_name_is_display_text_and_never_a_path_or_a_header(string name, string shown)
    {
        var upload = await UploadAsync(Admin, name, [1, 2, 3], "application/pdf");
        Assert.Equal(shown, upload.Text("name"));
        using var answer = await Admin.GetAsync(PathOf(upload), Ct);
        Assert.Equal(shown, answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.False(answer.Headers.Contains("X-Evil"));
        Assert.All(
            Directory.EnumerateFiles(centre.Hub.DataFolder, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(shown, Path.GetFileName(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task C01_a_name_of_thousands_of_characters_keeps_its_extension()
    {
        var name = (await UploadAsync(Admin, new string('n', 5000) + ".pdf", [1], "application/pdf")).Text("name");
        Assert.True(name.Length <= 200, $"{name.Length} characters");
        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C12_an_upload_is_its_uploaders_and_an_attachment_is_its_conversations()
    {
        var place = await centre.WorkPlaceAsync();
        var (member, stranger) = (await centre.MemberAsync(place), await centre.Hub.AgentAsync("agent", Ct));
        var arrived = await centre.ArriveAsync(place, "hello");
        var upload = await UploadAsync(member.Http, "secret.txt", "secret"u8.ToArray(), "text/plain");
        await stranger.Http.GetAsync(PathOf(upload), Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await Admin.GetAsync(PathOf(upload), Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        // nobody else sends it either
        await AttachAsync(arrived, upload).ProblemAsync(HttpStatusCode.BadRequest, Ct);
        await member.Http.SendJsonAsync(
            "POST", $"/api/v1/conversations/{arrived.Conversation}/messages", $$"""{"text":"here","attachments":["{{upload.Text("id")}}"]}""", Ct)
            .JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal("secret", await Admin.GetStringAsync(PathOf(upload), Ct));
        await stranger.Http.GetAsync(PathOf(upload), Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        // and after the conversation has moved away
        var other = await centre.WorkPlaceAsync();
        await Admin.SendJsonAsync("PATCH", $"/api/v1/conversations/{arrived.Conversation}", $$"""{"queue":"{{other.Key}}","assignee":null}""", Ct)
            .JsonAsync(HttpStatusCode.OK, Ct);
        await member.Http.GetAsync(PathOf(upload), Ct).ProblemAsync(HttpStatusCode.NotFound, Ct);
        await centre.Hub.Anonymous.GetAsync(PathOf(upload), Ct).ProblemAsync(HttpStatusCode.Unauthorized, Ct);
    }

    [Theory]
    [InlineData("bytes=0-0")]
    [InlineData("bytes=0-,0-,0-,0-,0-,0-")]
    [InlineData("bytes=-1")]
    [InlineData("bytes=99999-")]
    public async Task C13_a_range_gets_the_whole_file_once(string range)
    {
        var upload = await UploadAsync(Admin, "range.bin", "0123456789"u8.ToArray(), null);
        var request = new HttpRequestMessage(HttpMethod.Get, PathOf(upload));
        request.Headers.TryAddWithoutValidation("Range", range);
        request.Headers.TryAddWithoutValidation("If-Range", "\"1\"");
        using var answer = await Admin.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("0123456789", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("none", Header(answer, "Accept-Ranges"));
    }

    [Fact]
    public async Task C17_an_empty_file_is_a_file() =>
        Assert.Equal("", await Admin.GetStringAsync(PathOf(await UploadAsync(Admin, "empty.txt", [], "text/plain")), Ct));

    [Fact]
    public async Task C17_a_file_that_is_too_large_is_refused_and_leaves_nothing()
    {
        var before = await CountAsync();
        await SendAsync(Admin, "huge.bin", new byte[MaxBodyBytes + 1], null, ("Expect", "100-continue"))
            .ProblemAsync(HttpStatusCode.RequestEntityTooLarge, Ct);
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("Content-Length: 3000000\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2dc6c0\r\n")]
    public async Task C17_a_file_that_breaks_off_leaves_nothing(string framing)
    {
        var before = await CountAsync();
        var token = Admin.DefaultRequestHeaders.Authorization!.Parameter;
        using (var line = new TcpClient())
        {
            await line.ConnectAsync(centre.Hub.Url.Host, centre.Hub.Url.Port, Ct);
            var stream = line.GetStream();
            var head = $"POST /api/v1/attachments?name=half.bin HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n{framing}";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
            await stream.WriteAsync(new byte[2_000_000], Ct);
            await Eventually.HoldsAsync(() => Arriving().Any(), "the file to begin to arrive", TimeSpan.FromSeconds(10), Ct);
        }

        await Eventually.HoldsAsync(() => !Arriving().Any(), "the host to notice", TimeSpan.FromSeconds(10), Ct);
        Assert.Equal(before, await CountAsync());

        IEnumerable<string> Arriving() => Directory.EnumerateFiles(Path.Combine(centre.Hub.DataFolder, "blobs", "tmp"));
    }

    [Fact]
    public async Task I13_a_damaged_file_is_a_503_and_an_alarm()
    {
        var content = new byte[100_000];
        new Random(13).NextBytes(content);
        var upload = await UploadAsync(Admin, "lost.bin", content, null);
        var blob = Directory.EnumerateFiles(Path.Combine(centre.Hub.DataFolder, "blobs"), "*", SearchOption.AllDirectories)
            .Single(file => File.ReadAllBytes(file).AsSpan().SequenceEqual(content));
        File.Delete(blob);
        await Admin.GetAsync(PathOf(upload), Ct).ProblemAsync(HttpStatusCode.ServiceUnavailable, Ct);
        var alarms = await centre.Hub.Services.GetRequiredService<AlarmStore>().ListAsync(true, Guid.AllBitsSet, 100, Ct);
        Assert.Contains(alarms, alarm => alarm.Kind == AlarmKinds.BlobUnreadable && alarm.Subject == Path.GetFileName(blob));
    }

    [Fact]
    public async Task The_same_upload_is_stored_once()
    {
        var key = ("Idempotency-Key", centre.Unique("key-"));
        var before = await CountAsync();
        var first = await SendAsync(Admin, "once.txt", "once"u8.ToArray(), "text/plain", key).JsonAsync(HttpStatusCode.Created, Ct);
        var second = await SendAsync(Admin, "once.txt", "once"u8.ToArray(), "text/plain", key).JsonAsync(HttpStatusCode.Created, Ct);
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal(before + 1, await CountAsync());
    }

    private Task<HttpResponseMessage> AttachAsync(Arrived arrived, JsonNode upload) => Admin.SendJsonAsync(
        "POST", $"/api/v1/conversations/{arrived.Conversation}/messages", $$"""{"attachments":["{{upload.Text("id")}}"]}""", Ct);

    private static Task<JsonNode> UploadAsync(HttpClient client, string name, byte[] content, string? type) =>
        SendAsync(client, name, content, type).JsonAsync(HttpStatusCode.Created, Ct);

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client, string name, byte[] content, string? type, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/attachments?name=" + Uri.EscapeDataString(name))
        {
            Content = new ByteArrayContent(content),
        };
        if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        foreach (var (header, value) in headers) request.Headers.TryAddWithoutValidation(header, value);
        return client.SendAsync(request, Ct);
    }

    private Task<long> CountAsync() =>
        centre.Hub.Store.ReadAsync((db, read) => db.FirstAsync<long>("SELECT COUNT(*) FROM attachments", null, read), Ct);

    private static string PathOf(JsonNode file) => "/api/v1/attachments/" + file.Text("id");

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;
}
