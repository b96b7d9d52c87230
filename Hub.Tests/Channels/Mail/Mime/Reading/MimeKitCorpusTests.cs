using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>Odd mails of another library's tests.</summary>
public sealed class MimeKitCorpusTests(ITestOutputHelper output)
{
    /// <summary>Mails, those of them with a sender, a subject, a text or HTML, and files.</summary>
    private static readonly (int Mails, int Senders, int Subjects, int Bodies, int Files) Held = (34, 31, 31, 28, 45);

    [Fact(Timeout = 120_000)]
    public async Task Every_mail_is_read()
    {
        var files = Corpus.Files("mimekit", ".txt", ".eml").Where(path => path.Contains("messages", StringComparison.Ordinal) || path.EndsWith(".eml", StringComparison.Ordinal));
        var read = await Task.Run(() => files.Select(path => MailReader.Read(File.ReadAllBytes(path))).ToList(), TestContext.Current.CancellationToken);
        var score = (
            read.Count, read.Count(mail => mail.From is not null), read.Count(mail => mail.Subject is not null),
            read.Count(mail => mail.Text is not null || mail.Html is not null), read.Sum(mail => mail.Files.Count(file => file.Content.Length >= 0)));
        output.WriteLine($"mails, senders, subjects, bodies, files: {score}");
        Assert.Equal(Held, score);
    }

    [Theory]
    [InlineData("japanese.txt", "日本語メールテスト (testing Japanese emails)", "Let's see if both subject and body works fine...", 0)]
    [InlineData("issue1130.txt", "Test of text body with format=flowed; delsp=yes", "We should have access, and apparently did a few months ago, but now there is", 0)]
    [InlineData("body.5.txt", "MimeMessage.TextBody and HtmlBody tests", "This is the text body.", 2)]
    [InlineData("multipart-digest.txt", null, null, 1)]
    [InlineData("missing-subtype.txt", "Test of an invalid mime-type", null, 1)]
    [InlineData("feedback-report.txt", "FW: Earn money", "This is an email abuse report for an email message received from IP", 2)]
    [InlineData("epilogue.txt", "Re: The Once and Future OS", "> NeXTSTEP, NeXTSTEP, NeXTSTEP...", 1)]
    public void What_a_mail_says_is_read(string name, string? subject, string? textStart, int files)
    {
        var read = MailReader.Read(File.ReadAllBytes(Corpus.Files("mimekit", ".txt").Single(path => Path.GetFileName(path) == name)));
        Assert.Equal((subject, files), (read.Subject, read.Files.Count));
        if (textStart is null) Assert.Null(read.Text);
        else Assert.StartsWith(textStart, read.Text, StringComparison.Ordinal);
    }
}
