using System.Text;
using System.Text.Json;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>
/// Single header values of others, and what their collectors make of them. Read otherwise here, on purpose: comments are no part of a name;
/// obsolete routes and blanks are no part of an address; a word without an at sign is no address; no blank is put before an encoded word
/// that follows text directly; what only looks for numbers is no date, nor is a line of Received.
/// </summary>
public sealed class MimeCorpusVectorTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("address", 52)]
    [InlineData("date", 38)]
    [InlineData("id", 11)]
    [InlineData("unstructured", 26)]
    public void Header_values_are_read_as_their_collectors_expect(string kind, int minimum)
    {
        var file = Corpus.Files("mail-parser", ".json").Single(path => Path.GetFileName(path) == $"{kind}.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var missed = json.RootElement.EnumerateArray().Where(vector => !Matches(kind, vector)).ToList();
        var score = json.RootElement.GetArrayLength() - missed.Count;
        output.WriteLine($"{kind}: {score}/{json.RootElement.GetArrayLength()}");
        foreach (var miss in missed) output.WriteLine(miss.GetProperty("header").GetRawText());
        Assert.True(score >= minimum, $"{kind}: {score}, it was {minimum}");
    }

    private static bool Matches(string kind, JsonElement vector)
    {
        var expected = vector.GetProperty("expected");
        var raw = Value(vector.GetProperty("header").GetString()!);
        return kind switch
        {
            "address" => Boxes(expected).SequenceEqual(new AddressReader(raw).Read().Select(box => (box.Name ?? "", box.Address))),
            "date" => Date(expected) == MailDates.Read(raw),
            "id" => First(expected) == Mails.WithHeader($"Message-ID: {raw}").MessageId,
            _ => OneBlank(expected.GetString()!) == OneBlank(HeaderText.Decode(Encoding.UTF8.GetBytes(raw))),
        };
    }

    /// <summary>The value on one line: a vector may go on with the next field.</summary>
    private static string Value(string header)
    {
        var lines = header.ReplaceLineEndings("\n").Split('\n');
        var folded = lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => line.StartsWith(' ') || line.StartsWith('\t')));
        return HeaderText.Unfold(Encoding.UTF8.GetBytes(string.Join('\n', folded)));
    }

    private static IEnumerable<(string Name, string Address)> Boxes(JsonElement expected)
    {
        var groups = expected.TryGetProperty("Group", out var group) ? group.EnumerateArray().Select(one => one.GetProperty("addresses")) : [expected.GetProperty("List")];
        return groups.SelectMany(boxes => boxes.EnumerateArray())
            .Where(box => box.GetProperty("address").GetString() is not null)
            .Select(box => ((box.GetProperty("name").GetString() ?? "").Trim(), box.GetProperty("address").GetString()!));
    }

    private static DateTimeOffset? Date(JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Null) return null;
        int Part(string name) => expected.GetProperty(name).GetInt32();
        var zone = new TimeSpan(Part("tz_hour"), Part("tz_minute"), 0);
        return new DateTimeOffset(
            Part("year"), Part("month"), Part("day"), Part("hour"), Part("minute"), Part("second"),
            expected.GetProperty("tz_before_gmt").GetBoolean() ? -zone : zone);
    }

    private static string OneBlank(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string? First(JsonElement expected) => expected.ValueKind == JsonValueKind.Array ? expected[0].GetString() : null;
}
