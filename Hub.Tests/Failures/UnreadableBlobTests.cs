using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Host.Api;
using Hub.Tests.Hosting;
using Hub.Tests.Servers;

namespace Hub.Tests.Failures;

/// <summary>Contents that are kept as files and are gone or damaged.</summary>
public sealed class UnreadableBlobTests
{
    private const int LargeBytes = 200 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I13_a_conversation_opens_without_what_cannot_be_read_and_an_alarm_tells_of_it()
    {
        await using var host = await HostProcess.StartAsync(new HostSetup(), Ct);
        using var caller = await HostCaller.SignInAsync(host, Ct);
        var text = new string('t', LargeBytes);
        var file = RandomNumberGenerator.GetBytes(LargeBytes);
        var conversation = (await PostAsync(caller, text, file)).Text("conversationId");
        await caller.PostAsync("2", "readable", Ct, from: "ann").JsonAsync(HttpStatusCode.Created, Ct);

        File.Delete(BlobOf(host, Encoding.UTF8.GetBytes(text)));
        var damaged = BlobOf(host, file);
        await File.WriteAllBytesAsync(damaged, new byte[LargeBytes], Ct);

        await caller.GetAsync($"/conversations/{conversation}", Ct);
        var messages = await caller.ListAsync($"/conversations/{conversation}/messages", Ct);
        Assert.Equal([MessageViews.Placeholder, "readable"], messages.Select(message => message.Text("text")));
        var attachment = Assert.Single(messages[0]["attachments"]!.AsArray())!.Text("id");
        var problem = await caller.Http.GetAsync($"/api/v1/attachments/{attachment}", Ct).ProblemAsync(HttpStatusCode.ServiceUnavailable, Ct);
        Assert.Contains("cannot be read", problem.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain(host.DataFolder, problem.ToJsonString(), StringComparison.Ordinal);

        var alarms = (await caller.ListAsync("/alarms", Ct)).Where(alarm => alarm.Text("kind") == "blob.unreadable").ToList();
        Assert.Equal(
            new[] { HashOf(Encoding.UTF8.GetBytes(text)), HashOf(file) }.Order(), alarms.Select(alarm => alarm.Text("subject")).Order());

        await File.WriteAllBytesAsync(damaged, file, Ct);
        Assert.Equal(file, await caller.Http.GetByteArrayAsync($"/api/v1/attachments/{attachment}", Ct));
    }

    private static Task<JsonNode> PostAsync(HostCaller caller, string text, byte[] file)
    {
        var body = new JsonObject
        {
            ["externalId"] = "1",
            ["from"] = new JsonObject { ["address"] = "ann" },
            ["text"] = text,
            ["attachments"] = new JsonArray(new JsonObject { ["name"] = "file.bin", ["base64"] = Convert.ToBase64String(file) }),
        };
        return caller.Http.SendJsonAsync("POST", "/api/v1/channels/api/messages", body.ToJsonString(), Ct).JsonAsync(HttpStatusCode.Created, Ct);
    }

    private static string BlobOf(HostProcess host, byte[] content) =>
        Assert.Single(Directory.EnumerateFiles(Path.Combine(host.DataFolder, "blobs"), HashOf(content), SearchOption.AllDirectories));

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
