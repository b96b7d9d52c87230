using System.Security.Cryptography;
using System.Text;
using Hub.Channels.Mail.Mime.Reading;
using Hub.Channels.Mail.Smtp.Receiving;
using Hub.Core.Arrivals;

namespace Hub.Channels.Mail;

/// <summary>
/// What makes two receptions the same mail. With a Message-ID: that, and what the mail says; trace fields and transfer encodings change on
/// the way and do not count; a mail to several of our addresses counts once. Without one: the bytes and their envelope, for as long as a sender that missed our answer repeats it.
/// </summary>
internal static class MailFingerprint
{
    /// <summary>How long senders repeat a mail (RFC 5321 section 4.5.4.1: at least 4 to 5 days).</summary>
    private static readonly TimeSpan Repeated = TimeSpan.FromDays(5);

    private const int LongestName = 200;

    private static readonly string[] Fields = ["Message-ID", "Date", "From", "To", "Subject"];

    /// <summary>What a mail is known by.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="trace">Its envelope where it came by the hub's listener, else null.</param>
    /// <param name="input">The reception.</param>
    /// <param name="scope">Among which channels a mail with a Message-ID counts once (<see cref="SourceKey.Scope"/>).</param>
    public static SourceKey Of(ReceivedMail mail, SmtpTrace? trace, RawInput input, string scope)
    {
        if (mail.MessageId is { } id) return new SourceKey(Key(id), OfContent(mail), Scope: scope);
        return trace is null ? new SourceKey(input.ReceptionId) : new SourceKey(OfBytes(trace), "", Repeated);
    }

    /// <summary>An id that others chose, in a form that a key column holds: a long one by its hash.</summary>
    public static string Key(string id) =>
        id.Length <= LongestName ? id : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static string OfContent(ReceivedMail mail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in Fields) Add(hash, mail.Headers.Find(field)?.Text);
        Add(hash, mail.Text);
        Add(hash, mail.Html);
        foreach (var file in mail.Files)
        {
            Add(hash, file.Name);
            Add(hash, file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string OfBytes(SmtpTrace trace)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, trace.ReturnPath);
        foreach (var recipient in trace.Recipients) Add(hash, recipient);
        Add(hash, trace.Mail.Span);
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string? text) => Add(hash, Encoding.UTF8.GetBytes(text ?? ""));

    /// <summary>With its length, so that two parts cannot pass for two others.</summary>
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        hash.AppendData(BitConverter.GetBytes((long)part.Length));
        hash.AppendData(part);
    }
}
