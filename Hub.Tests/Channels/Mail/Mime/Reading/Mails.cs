using System.Text;
using Hub.Channels.Mail.Mime.Reading;

namespace Hub.Tests.Channels.Mail.Mime.Reading;

/// <summary>Mails for tests, from text of which every character is one byte.</summary>
internal static class Mails
{
    public static byte[] Bytes(string mail) => Encoding.Latin1.GetBytes(mail.ReplaceLineEndings("\r\n"));

    public static ReceivedMail Read(string mail) => MailReader.Read(Bytes(mail));

    /// <summary>A mail with these fields beside From and Subject.</summary>
    public static ReceivedMail WithHeader(string fields) => Read($"From: Ann <ann@example.org>\nSubject: Parcel\n{fields}\n\nHello\n");

    /// <summary>A mail of one text part.</summary>
    public static ReceivedMail WithBody(string type, string encoding, byte[] body) => MailReader.Read(
        (byte[])[.. Bytes($"From: ann@example.org\nContent-Type: {type}\nContent-Transfer-Encoding: {encoding}\n\n"), .. body]);

    public static string Times(string piece, int count) => new StringBuilder(piece.Length * count).Insert(0, piece, count).ToString();
}
