namespace Hub.Channels.Mail.Mime.Writing;

/// <summary>Lists of mailboxes in a header (RFC 5322 section 3.4); never a group, never a list hidden in an address.</summary>
internal static class MailboxWriter
{
    /// <summary>Writes the field, or nothing where nobody is named.</summary>
    /// <exception cref="ArgumentException">An address is not exactly one mailbox.</exception>
    public static void Write(HeaderWriter header, string name, IReadOnlyList<MailAddress> mailboxes)
    {
        if (mailboxes.Count == 0) return;
        header.Begin(name);
        for (var i = 0; i < mailboxes.Count; i++)
        {
            var address = OutgoingAddress.Parse(mailboxes[i].Address);
            var shown = HeaderText.OneLine(mailboxes[i].Name ?? "");
            if (shown.Length > 0) HeaderText.WritePhrase(header, shown);
            var comma = i < mailboxes.Count - 1 ? "," : "";
            header.Piece((shown.Length > 0 ? $"<{address}>" : address.ToString()) + comma);
        }

        header.End();
    }
}
