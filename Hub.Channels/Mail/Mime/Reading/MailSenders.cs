using Hub.Core.Arrivals;

namespace Hub.Channels.Mail.Mime.Reading;

/// <summary>
/// Who a mail says that it is from. Only one From with one mailbox names a sender (RFC 5322 section 3.6.2 allows more, attackers use it):
/// everything else is flagged, because two programs may see two senders in it.
/// </summary>
internal static class MailSenders
{
    /// <exception cref="UnreadableInputException">A field that names a sender holds a NUL, behind which programs see different addresses.</exception>
    public static IReadOnlyList<MailAddress> Read(HeaderFields headers, MailNotes notes)
    {
        foreach (var name in (ReadOnlySpan<string>)["From", "Sender", "Reply-To"])
            if (headers.Find(name) is { } field && field.Bytes.Contains((byte)0)) throw new UnreadableInputException($"its {name} holds a NUL");

        var (fields, ambiguous) = (0, false);
        var senders = new List<MailAddress>();
        foreach (var field in headers.All("From"))
        {
            fields++;
            var reader = new AddressReader(field.Raw);
            senders.AddRange(reader.Read());
            ambiguous |= reader.IsAmbiguous;
        }
        if (fields != 1 || senders.Count != 1 || ambiguous || IsResentByAnother(headers, senders)) notes.Add(MailFlags.AmbiguousSender);
        return senders.Count > MimeLimits.MaxAddresses ? senders[..MimeLimits.MaxAddresses] : senders;
    }

    /// <summary>Both who sent it and who sent it again are others than who wrote it.</summary>
    private static bool IsResentByAnother(HeaderFields headers, List<MailAddress> senders)
    {
        if (headers.Find("Resent-From") is not { } resent || headers.Find("Sender") is not { } sender) return false;
        return !Names(resent, senders) && !Names(sender, senders);
    }

    private static bool Names(HeaderField field, List<MailAddress> senders) =>
        new AddressReader(field.Raw).Read().Any(other => senders.Exists(one => one.Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase)));
}
