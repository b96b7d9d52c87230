using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Core.Conversations;
using Hub.Tests.Trials;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>Mails damaged at random: whatever arrives is read, or refused with the one exception for that.</summary>
public sealed class MailReaderProperties
{
    private static readonly int Trials = TrialSize.Pick(small: 4_000, full: 400_000);

    private static readonly string[] Seeds =
    [
        """
        From: "Ann Lee" <ann@example.org>, =?utf-8?q?J=C3=B6rg?= (comment (nested)) <@relay.example:j@example.org>
        To: Friends: a@example.org, "b c" <b@example.org>;
        Subject: =?utf-8?B?R3LDvMOfZQ==?= =?iso-2022-jp?B?GyRCJDMbKEI=?=
        Date: Tue, 1 Jul 2003 10:52:37 +0200 (CEST)
        Message-ID: <1@example.org>
        References: <2@example.org> <3@example.org>
        Content-Type: multipart/mixed; boundary="outer"

        preamble
        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=iso-2022-jp; format=flowed; delsp=yes

        $B$3$s$K$A$O(B flowed 
        > quoted 
        -- 
        --inner
        Content-Type: text/html; charset=gb18030
        Content-Transfer-Encoding: quoted-printable

        <p>=D6=D0=CE=C4=81=30=81=30 =
        &amp; more</p>
        --inner--
        --outer
        Content-Type: image/png; name*0*=utf-8''%E4%BD; name*1=.png
        Content-Disposition: inline; filename="C:\a\"b.png"
        Content-Transfer-Encoding: base64
        Content-ID: <i@x>

        aGVsbG8gd29ybGQ=
        --outer--
        """,
        """
        From: ann@example.org
        Content-Type: multipart/digest; boundary=d

        --d

        Subject: one
        Content-Type: message/rfc822

        Subject: two
        --d
        Content-Type: text/plain; charset=utf-7

        Hi +AOQ- +2D3cTg- there
        --d
        Content-Type: application/octet-stream
        Content-Transfer-Encoding: x-uuencode

        begin 644 cat.txt
        #0V%T
        `
        end
        --d
        Content-Type: text/plain; charset=utf-16
        Content-Transfer-Encoding: base64

        //5hAGIAAAA=
        --d
        Content-Type: text/html; charset=hz-gb-2312

        <style>x</style><!-- ~{VPND~} --><head></head>~{VPND
        --d--
        """,
    ];

    private static readonly string[] Pieces =
    [
        "--outer\r\n", "--inner--\r\n", "--d", "\r\n\r\n", "\n", "\r", " ", "\t", "\0", "\u001b$B", "=?utf-8?q?", "?=", "=", "<", ">", "(", ")", "\"", "\\", ":", ";", ",", "@",
        "%", "'", "+", "~{", "begin 644 x\n", "Content-Type: multipart/mixed; boundary=inner\r\n", "Content-Transfer-Encoding: base64\r\n", "charset=euc-kr", "charset=utf-32",
    ];

    [Fact(Timeout = 600_000)]
    public Task A_damaged_mail_is_read_or_refused() => Task.Run(() =>
    {
        var random = TrialSeed.NewRandom();
        var read = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var mail = Damage(Mails.Bytes(Seeds[trial % Seeds.Length]), random);
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

    private static byte[] Damage(byte[] mail, Random random)
    {
        var bytes = new List<byte>(mail);
        for (var times = random.Next(1, 12); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(Math.Min(40, bytes.Count - at)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(200, bytes.Count - at))));
                    break;
                default:
                    bytes.RemoveRange(Math.Max(1, at), bytes.Count - Math.Max(1, at));
                    break;
            }
        }
        return [.. bytes];
    }
}
