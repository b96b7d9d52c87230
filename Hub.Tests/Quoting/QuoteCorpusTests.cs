using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Quoting;

namespace Hub.Tests.Quoting;

/// <summary>Replies of real mail programs, collected by others.</summary>
public sealed class QuoteCorpusTests(ITestOutputHelper output)
{
    private const string Usual = "1-5";

    /// <summary>The lines that are new, read by eye, where they are not the first five.</summary>
    private static readonly Dictionary<string, string> ByEye = new()
    {
        ["correct_sig"] = "1-1", ["email_1"] = "1-7", ["email_19"] = "1-1",
        ["email_2"] = "1-1,9-34", ["email_20"] = "1-1", ["email_21"] = "all",
        ["email_2_1"] = "1-1", ["email_4"] = "1-1", ["email_5"] = "all",
        ["email_6"] = "1-3", ["email_blackberry"] = "1-1", ["email_bullets"] = "1-9",
        ["email_custom_quote_header"] = "1-1", ["email_customer_quote_header_2"] = "1-1", ["email_customer_quote_header_3"] = "1-3",
        ["email_emoji"] = "1-1", ["email_iphone"] = "1-1", ["email_multi_word_sent_from_my_mobile_device"] = "1-1",
        ["email_not_a_signature"] = "all", ["email_not_a_signature_2"] = "all", ["email_reply_header"] = "1-11",
        ["email_sent_from"] = "1-1", ["email_sent_from_my_not_signature"] = "all", ["email_thread"] = "1-1",
        ["email_tricky_11_double_signature"] = "1-4", ["email_tricky_13_timestamp_variations"] = "all", ["email_tricky_16_unicode_signatures"] = "1-4",
        ["email_tricky_17_forward_header"] = "all", ["email_tricky_18_inline_reply"] = "4-4,8-8,12-12", ["email_tricky_19_quote_without_header"] = "1-1,7-7,12-12",
        ["email_tricky_1_on_false_positive"] = "all", ["email_tricky_20_html_entities"] = "1-3", ["email_tricky_2_url_with_wrote"] = "all",
        ["email_tricky_3_code_block"] = "all", ["email_tricky_4_from_in_body"] = "all", ["email_tricky_6_regards_in_sentence"] = "all",
        ["email_tricky_7_multiple_dashes"] = "all", ["email_tricky_8_sent_from_in_content"] = "all", ["email_tricky_9_nested_quotes"] = "1-1",
        ["email_unquoted_reply"] = "1-1", ["email_with_date_headers"] = "all", ["email_with_from_headers"] = "all",
        ["email_with_regards"] = "all", ["email_zoho"] = "1-2", ["sig_no_empty_line"] = "1-1",
    };

    [Fact]
    public void Every_html_reply_says_its_own_words()
    {
        var replies = Corpus.Files("quotes-talon", ".html").Where(path => path.Contains("html_replies", StringComparison.Ordinal)).ToList();
        var said = replies.Select(path => (Path.GetFileName(path), Words(QuotedHtmlTests.NewIn(File.ReadAllText(path))))).ToList();
        foreach (var (name, words) in said) output.WriteLine($"{name}: {words}");
        Assert.All(said, reply => Assert.Equal("Hi. I am fine. Thanks, Alex", reply.Item2));
    }

    [Fact]
    public void Replies_in_many_languages_are_divided_as_a_reader_would()
    {
        var missed = new List<string>();
        var files = Corpus.Files("quotes-crisp", ".txt");
        foreach (var path in files)
        {
            var (name, text) = (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n"));
            var lines = Lines(text, Quotes.InText(text, null));
            if (lines != ByEye.GetValueOrDefault(name, Usual)) missed.Add($"{name} {lines}");
        }

        output.WriteLine($"{files.Count - missed.Count} of {files.Count}; otherwise: {string.Join(", ", missed)}");
        // below the line of a phone nothing says that what follows is history, and in doubt a text is new
        Assert.Equal(["email_15 all", "email_german_3 all"], missed);
    }

    [Fact]
    public void Standard_replies_of_mail_programs_say_hello()
    {
        var said = Corpus.Files("quotes-talon", ".eml").Where(path => path.Contains("standard_replies", StringComparison.Ordinal))
            .Select(path => (Name: Path.GetFileName(path), Mail: MailReader.Read(File.ReadAllBytes(path))))
            .SelectMany(reply => new[] { (Name: reply.Name, Said: InText(reply.Mail)), (Name: reply.Name + " html", Said: InHtml(reply.Mail)) })
            .Where(reply => reply.Said is not null).ToList();
        foreach (var (name, words) in said) output.WriteLine($"{name}: {words}");
        Assert.Equal(19, said.Count);
        // Outlook's HTML was written apart from its text
        Assert.All(said, reply => Assert.Equal(reply.Name == "outlook.eml html" ? "Allo! Follow up MIME!" : "Hello", reply.Said));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? InText(ReceivedMail mail) => mail.Text is { } text ? Words(Quotes.InText(text, mail.Subject)?.NewText(text) ?? text) : null;

    private static string? InHtml(ReceivedMail mail) => mail.Html is { } html ? Words(QuotedHtmlTests.NewIn(html)) : null;

    private static string Lines(string text, BodyParts? parts)
    {
        if (parts is null) return "all";
        var ranges = new StringBuilder();
        foreach (var part in parts.All.Where(part => part.Kind == PartKind.New))
        {
            var first = text.AsSpan(0, part.Start).Count('\n') + 1;
            ranges.Append(ranges.Length > 0 ? "," : "").Append(first).Append('-').Append(first + part.Of(text).TrimEnd().AsSpan().Count('\n'));
        }

        return ranges.ToString();
    }
}
