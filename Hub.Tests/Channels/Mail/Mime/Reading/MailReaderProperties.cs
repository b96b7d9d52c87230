using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Arrivals;
using Hub.Host.Bench.Mime;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>Mails damaged at random: whatever arrives is read, or refused with the one exception for that.</summary>
public sealed class MailReaderProperties
{
    private static readonly int Trials = TrialSize.Pick(small: 4_000, full: 400_000);

    [Fact(Timeout = 600_000)]
    public Task A_damaged_mail_is_read_or_refused() => Task.Run(() =>
    {
        var random = TrialSeed.NewRandom();
        var read = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var mail = MailDamage.Damage(Mails.Bytes(MailSeeds.All[trial % MailSeeds.All.Count]), random);
            if (Survives(mail)) read++;
        }
        // the point of the trials is lost where most mails are refused at the door
        Assert.InRange(read, Trials / 2, Trials);
    }, TestContext.Current.CancellationToken);

    private static bool Survives(byte[] mail)
    {
        try
        {
            var read = MailReader.Read(mail);
            Assert.All(read.Files, file => Assert.InRange(file.Content.Length, 0, mail.Length));
            Assert.All(read.Headers.List, field => Assert.DoesNotContain('\n', field.Text));
            Assert.DoesNotContain('\0', read.Text ?? "");
            return true;
        }
        catch (UnreadableInputException)
        {
            return false;
        }
        catch (Exception unexpected)
        {
            throw new InvalidOperationException($"Not read: {Convert.ToBase64String(mail)}", unexpected);
        }
    }
}
