using System.Text.Json.Nodes;

namespace Hub.Tests.Channels.Email;

/// <summary>56 mails that a real mail server put into 30 threads by their references.</summary>
public sealed class ThreadCorpusTests(MailDesk desk, ITestOutputHelper output) : IClassFixture<MailDesk>
{
    private const string Folder = "threads";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_are_grouped_as_a_mail_server_groups_them()
    {
        var files = Corpus.Files(Folder, ".json");
        var from = desk.Mail().From;
        var conversations = new List<Guid>();
        foreach (var mail in await ReadAsync(files, "jwz-threads.json"))
        {
            var refs = (string?)mail!["refs"];
            var arrived = await desk.ArriveAsync(desk.Mail() with
            {
                From = from,
                MessageId = ((string)mail["id"]!).Trim('<', '>'),
                Subject = (string)mail["subject"]!,
                Date = (string)mail["date"]!,
                Fields = refs is null ? [] : ["References: " + refs],
            });
            conversations.Add(arrived.Conversation);
        }

        var groups = conversations.Index().GroupBy(entry => entry.Item, entry => entry.Index + 1).Select(group => string.Join(',', group)).ToHashSet();
        var expected = (await ReadAsync(files, "jwz-groups-expected.json")).Select(group => string.Join(',', group!.AsArray().Select(place => (int)place!))).ToList();
        output.WriteLine($"threads {expected.Count(groups.Contains)}/{expected.Count}; otherwise: {string.Join(" | ", expected.Where(group => !groups.Contains(group)))}");
        Assert.Equal(expected.Count, groups.Count);
        Assert.Subset(groups, expected.ToHashSet());
    }

    private static async Task<JsonArray> ReadAsync(IReadOnlyList<string> files, string name) =>
        JsonNode.Parse(await File.ReadAllTextAsync(files.Single(file => Path.GetFileName(file) == name), Ct))!.AsArray();
}
