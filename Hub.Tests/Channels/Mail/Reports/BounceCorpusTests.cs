using System.Globalization;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Reports;

namespace Hub.Tests.Channels.Mail.Reports;

/// <summary>122 bounces and complaints that others collected: a file's name is what they call it.</summary>
public sealed class BounceCorpusTests(ITestOutputHelper output)
{
    private const string Folder = "bounces-cws";

    // one is a bounce though its name says complaint
    private const int Recognised = 121;
    private const int SameClass = 121;

    [Fact]
    public void Bounces_are_recognised_with_the_class_of_their_status()
    {
        var files = Corpus.Files(Folder, ".eml");
        var (recognised, sameClass, sameStatus) = (0, 0, 0);
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var report = Read(file);
            var (isRight, isSameClass, isSameStatus) = Compare(name, report);
            if (isRight) recognised++;
            if (isSameClass) sameClass++;
            if (isSameStatus) sameStatus++;
            if (!isRight || !isSameClass || !isSameStatus) output.WriteLine($"{name}: {Describe(report)}");
        }

        output.WriteLine($"{files.Count} mails: {recognised} recognised, {sameClass} with the class, {sameStatus} with the whole status of their name");
        Assert.True(recognised >= Recognised, $"{recognised} of {files.Count} recognised");
        Assert.True(sameClass >= SameClass, $"{sameClass} of {files.Count} with their class");
    }

    [Fact]
    public void The_recipient_is_the_one_that_the_report_names()
    {
        var nameless = new List<string>();
        foreach (var file in Corpus.Files(Folder, ".eml"))
        {
            if (Read(file) is not DeliveryReport report) continue;
            if (report.Recipients.All(recipient => recipient.Address is null)) nameless.Add(Path.GetFileNameWithoutExtension(file));
            var text = File.ReadAllText(file, System.Text.Encoding.Latin1);
            Assert.All(report.Recipients, recipient => Assert.True(recipient.Address is null || text.Contains(recipient.Address, StringComparison.OrdinalIgnoreCase)));
        }

        output.WriteLine("without a recipient: " + string.Join(", ", nameless));
        // their server put nothing into the angle brackets
        Assert.Equal(["bounce_500_008", "bounce_500_010"], nameless);
    }

    [Fact]
    public void What_a_report_returns_names_the_mail_that_it_is_about()
    {
        var reports = Corpus.Files(Folder, ".eml").Select(file => (Name: Path.GetFileNameWithoutExtension(file), Report: Read(file))).ToList();
        var named = reports.Count(each => each.Report?.Returned.MessageId is not null);
        output.WriteLine($"{named} return a Message-ID; without: {string.Join(", ", reports.Where(each => each.Report?.Returned.MessageId is null).Select(each => each.Name))}");
        Assert.True(named >= 115, $"{named} return a Message-ID");
    }

    private static MailReport? Read(string file)
    {
        // some were saved from a page, with blanks before them
        var mail = MailReader.Read(File.ReadAllBytes(file).AsMemory().TrimStart(" \r\n"u8.ToArray()));
        return MailReports.Read(mail, mail.Headers.Find("Return-Path")?.Raw.Trim(' ', '<', '>'));
    }

    private static (bool IsRight, bool IsSameClass, bool IsSameStatus) Compare(string name, MailReport? report)
    {
        if (name == "unknown_007") return (report is null, report is null, report is null);
        if (name.StartsWith("fbl_", StringComparison.Ordinal))
        {
            var isComplaint = report is FeedbackReport { IsComplaint: true };
            return (isComplaint, isComplaint, isComplaint);
        }

        if (report is not DeliveryReport bounce) return (false, false, false);
        if (name.StartsWith("unknown_", StringComparison.Ordinal)) return (true, true, true);
        var label = name["bounce_".Length..][..3];
        var status = bounce.Recipients[0].Status;
        return (true, status.Class == label[0] - '0', string.Create(CultureInfo.InvariantCulture, $"{status.Class}{status.Subject}{status.Detail}") == label);
    }

    private static string Describe(MailReport? report) => report switch
    {
        DeliveryReport bounce => $"bounce {string.Join(", ", bounce.Recipients.Select(each => $"{each.Action} {each.Status} <{each.Address}>"))}",
        _ => report?.ToString() ?? "nothing",
    };
}
