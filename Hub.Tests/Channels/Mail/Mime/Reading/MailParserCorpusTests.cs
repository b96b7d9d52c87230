using System.Text;
using System.Text.Json;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>
/// 107 mails, valid, old, broken and of other programs' tests, each with LF and with CRLF, and what their collectors expect. Read otherwise
/// here, on purpose:
/// <list type="bullet">
/// <item>a part that the mail's end cuts off is text that is shown, not an attachment (malformed 003 004 006 007 008 009 011 012 016);</item>
/// <item>a delimiter is the whole boundary on a line of its own, and one of an outer multipart ends the inner ones (RFC 2046 section 5.1.2;
/// malformed 001 004 007 009 011 012 016, third party 005 015);</item>
/// <item>a multipart without parts is shown as text (malformed 002), as is what is not base64 at all (third party 002);</item>
/// <item>uuencoded files are decoded (legacy 017 026 048);</item>
/// <item>malformed 019 is random bytes between two multiparts that differ in the case of their boundaries.</item>
/// </list>
/// </summary>
public sealed class MailParserCorpusTests(ITestOutputHelper output)
{
    private const int Mails = 214;

    private static readonly (string Name, int Minimum, Func<ExpectedMail, ReceivedMail, bool> Matches)[] Aspects =
    [
        ("From", 214, (expected, read) => expected.MatchesFrom(read)),
        ("subject", 214, (expected, read) => expected.MatchesSubject(read)),
        ("text", 192, (expected, read) => expected.MatchesText(read)),
        ("HTML", 212, (expected, read) => expected.MatchesHtml(read)),
        ("files", 182, (expected, read) => expected.MatchesFiles(read)),
    ];

    [Fact(Timeout = 120_000)]
    public async Task Mails_are_read_as_their_collectors_expect()
    {
        var cases = Corpus.Files("mail-parser", ".eml").SelectMany(Both).ToList();
        var scores = await Task.Run(() => Aspects.Select(aspect => (aspect.Name, aspect.Minimum, Score: Score(aspect, cases))).ToList(), TestContext.Current.CancellationToken);

        output.WriteLine(string.Join(", ", scores.Select(score => $"{score.Name} {score.Score}/{cases.Count}")));
        Assert.Equal(Mails, cases.Count);
        Assert.All(scores, score => Assert.True(score.Score >= score.Minimum, $"{score.Name}: {score.Score}, it was {score.Minimum}"));
    }

    private int Score((string Name, int Minimum, Func<ExpectedMail, ReceivedMail, bool> Matches) aspect, List<(string Name, ExpectedMail Expected, ReceivedMail Read)> cases)
    {
        var missed = cases.Where(one => !aspect.Matches(one.Expected, one.Read)).Select(one => one.Name).ToList();
        if (missed.Count > 0) output.WriteLine($"{aspect.Name} otherwise: {string.Join(' ', missed)}");
        return cases.Count - missed.Count;
    }

    private static IEnumerable<(string Name, ExpectedMail Expected, ReceivedMail Read)> Both(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var name = $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileNameWithoutExtension(path)}";
        yield return One(name, bytes, Path.ChangeExtension(path, ".json"));
        var crlf = Encoding.Latin1.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        yield return One(name + "+crlf", Encoding.Latin1.GetBytes(crlf), Path.ChangeExtension(path, ".crlf.json"));
    }

    private static (string Name, ExpectedMail Expected, ReceivedMail Read) One(string name, byte[] bytes, string expected)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(expected));
        return (name, new ExpectedMail(json.RootElement.Clone()), MailReader.Read(bytes));
    }
}
