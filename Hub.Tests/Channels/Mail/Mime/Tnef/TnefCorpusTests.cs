using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Mime.Rtf;
using Hub.Channels.Mail.Mime.Tnef;

namespace Hub.Tests.Channels.Mail.Mime.Tnef;

/// <summary>Streams of Outlook and Exchange, beside the files that another library's collectors found in them.</summary>
public sealed class TnefCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_attachment_is_taken_out()
    {
        var missed = new List<string>();
        var count = 0;
        foreach (var path in Corpus.Files("mimekit", ".tnef"))
        {
            var read = Read(path);
            foreach (var expected in Expected(path).Where(file => !Path.GetFileName(file).StartsWith("message.", StringComparison.Ordinal)))
            {
                count++;
                var content = Unix(File.ReadAllBytes(expected));
                if (!read.Files.Any(file => file.Content.IsEmpty == (content.Length == 0) && content.AsSpan().EndsWith(Unix(file.Content.ToArray())) && SameName(file.Name, expected)))
                    missed.Add($"{Path.GetFileName(path)} {Path.GetFileName(expected)} {content.Length} among {string.Join(' ', read.Files.Select(file => $"{file.Name} {file.Content.Length}"))}");
            }
        }

        output.WriteLine($"attachments {count - missed.Count}/{count}; otherwise: {string.Join(", ", missed)}");
        // of two objects it is left out how they look
        Assert.Equal(2, missed.Count);
        Assert.All(missed, file => Assert.StartsWith("christmas.tnef Untitled Attachment", file, StringComparison.Ordinal));
        Assert.All(missed, file => Assert.Contains(" 89 among ", file, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_body_is_read()
    {
        var (count, missed) = (0, new List<string>());
        foreach (var path in Corpus.Files("mimekit", ".tnef"))
        {
            var read = Read(path);
            foreach (var expected in Expected(path).Where(file => Path.GetFileName(file).StartsWith("message.", StringComparison.Ordinal)))
            {
                count++;
                var bytes = File.ReadAllBytes(expected);
                var (text, html) = Path.GetExtension(expected) switch
                {
                    ".rtf" => RtfText.Read(bytes) is { IsHtml: true } made ? (read.Text, made.Text) : (read.Text ?? RtfText.Read(bytes).Text, read.Html),
                    ".html" => (read.Text, Encoding.Latin1.GetString(bytes)),
                    _ => (Encoding.Latin1.GetString(bytes), read.Html),
                };
                if (!Same(text, read.Text) || !Same(html, read.Html)) missed.Add($"{Path.GetFileName(path)} {Path.GetFileName(expected)}");
            }
        }

        output.WriteLine($"bodies {count - missed.Count}/{count}; otherwise: {string.Join(", ", missed)}");
        Assert.Equal([], missed);
    }

    [Fact]
    public void A_mail_shows_what_its_winmail_holds()
    {
        var read = MailReader.Read(File.ReadAllBytes(Corpus.Files("mimekit", ".eml").Single(path => path.EndsWith("tnef/ukr.eml", StringComparison.Ordinal))));
        Assert.StartsWith("шостий", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(read.Files, file => file.Type.Contains("tnef", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stream_cut_anywhere_is_read_as_far_as_it_goes()
    {
        var whole = File.ReadAllBytes(Corpus.Files("mimekit", ".tnef").Single(path => path.EndsWith("two-files.tnef", StringComparison.Ordinal)));
        for (var length = 6; length < whole.Length; length += 7) Assert.InRange(TnefReader.Read(whole.AsMemory(0, length))!.Files.Count, 0, 2);
        var random = Hub.Tests.Trials.TrialSeed.NewRandom();
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = whole.ToArray();
            for (var hits = random.Next(1, 8); hits > 0; hits--) damaged[random.Next(6, damaged.Length)] = (byte)random.Next(256);
            Assert.NotNull(TnefReader.Read(damaged));
        }
    }

    private static TnefMessage Read(string path) => TnefReader.Read(File.ReadAllBytes(path)) ?? throw new InvalidOperationException(path);

    private static string[] Expected(string path) =>
        Directory.Exists(Path.ChangeExtension(path, null)) ? Directory.GetFiles(Path.ChangeExtension(path, null)) : [];

    /// <summary>Objects have names of their own, where theirs are numbered.</summary>
    private static bool SameName(string name, string expected) =>
        name.Length == 0 || Path.GetFileName(expected).StartsWith("Untitled", StringComparison.Ordinal) || Path.GetFileName(expected).Replace('_', ' ').StartsWith(name.Replace('_', ' '), StringComparison.OrdinalIgnoreCase);

    /// <summary>The collectors' line ends are others.</summary>
    private static byte[] Unix(byte[] content) => [.. content.Where(value => value != '\r')];

    private static bool Same(string? expected, string? read) => Letters(expected) == Letters(read);

    /// <summary>The collectors wrote bytes, of which those beyond ASCII are in several charsets.</summary>
    private static string Letters(string? text) => string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit));
}
