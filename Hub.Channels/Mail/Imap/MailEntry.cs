namespace Hub.Channels.Mail.Imap;

/// <summary>A mail in a folder, as far as it is known before it is fetched.</summary>
/// <param name="Uid">Its number in the folder: rises with each mail, for as long as the folder's validity stays.</param>
/// <param name="Size">Its size by the server's word, unit bytes; null where it was not told.</param>
/// <param name="At">When it came to the mailbox, or null where the server does not say it well.</param>
internal sealed record MailEntry(uint Uid, long? Size, DateTimeOffset? At);
