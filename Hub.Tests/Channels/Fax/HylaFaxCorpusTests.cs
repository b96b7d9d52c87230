using Hub.Channels.Fax;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Arrivals;
using Hub.Core.Contacts;

namespace Hub.Tests.Channels.Fax;

/// <summary>Mails that HylaFAX's own <c>faxrcvd</c> has written, in three languages, with what it was told to write.</summary>
public sealed class HylaFaxCorpusTests
{
    private const int Fields = 6;

    [Fact]
    public void Every_mail_tells_its_sender_and_pages()
    {
        var manifest = Corpus.Files("fax-hylafax", ".tsv").Single();
        var lines = File.ReadAllLines(manifest).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            Assert.Equal(Fields, line.Length);
            var bytes = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(manifest)!, line[0]));
            var fax = new FaxProfiles([]).Read(MailReader.Read(bytes))!;
            Assert.Equal(
                (line[0], "hylafax", Lost(line[1]), int.Parse(line[2], System.Globalization.CultureInfo.InvariantCulture), line[3].Length > 0),
                (line[0], fax.Profile, fax.Station ?? "", fax.Pages ?? 0, fax.IsFailed || fax.IsPartial));
            if (fax.IsFailed) continue;
            Assert.Equal((line[0], line[4] == "anonymous" ? "" : line[4], line[5]), (line[0], fax.Caller ?? "", fax.Name ?? ""));
            Assert.Equal(("Normal", 2026), (fax.Quality, fax.At!.Value.Year));
        }
    }

    [Fact]
    public void Every_mail_is_a_message_with_its_files()
    {
        foreach (var path in Corpus.Files("fax-hylafax", ".eml"))
        {
            var message = FaxMails.Receiver().Read(new RawInput("message/rfc822", File.ReadAllBytes(path), "r-1"));
            Assert.NotNull(ContactAddress.Canonical(PointKinds.Fax, message.FromAddress));
            Assert.Equal(message.Flags.Contains("faxFailed"), message.IsQuiet);
            Assert.Equal((path, message.IsQuiet ? 0 : path.Contains("tif+pdf", StringComparison.Ordinal) ? 2 : 1), (path, message.Attachments.Count));
        }
    }

    /// <summary>faxrcvd has written two question marks for each letter beyond ASCII.</summary>
    private static string Lost(string name) => string.Concat(name.Select(letter => char.IsAscii(letter) ? $"{letter}" : "??"));
}
